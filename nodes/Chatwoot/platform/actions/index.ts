import type { Integration } from '../../../shared/run';
import { opening } from '../../actions/operation/own-api';
import { openPlatform } from '../../api/platform';
import { secrets } from '../../api/service';
import { account } from './account';
import { accountUser } from './account-user';
import { agentBot } from './agent-bot';
import type { PlatformContext } from './operation/operation';
import { user } from './user';

/** Everything that the Chatwoot Platform node does. A new resource is one line here. */
export const platformIntegration: Integration<PlatformContext> = {
	resources: [account, accountUser, agentBot, user],
	secrets,
	open: opening(openPlatform),
};
