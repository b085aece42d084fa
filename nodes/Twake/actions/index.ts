import type { Integration } from '../../shared/run';
import { secrets } from '../api/service';
import { application } from './application';
import { channel } from './channel';
import { customApiCall } from './custom-api-call';
import { directMessage } from './direct-message';
import { file } from './file';
import { message } from './message';
import type { TwakeContext } from './operation/context';
import { openTwake } from './operation/open';
import { thread } from './thread';
import { user } from './user';

/** Everything that the Twake node does. A new resource is one line here. */
export const twakeIntegration: Integration<TwakeContext> = {
	resources: [message, thread, channel, directMessage, file, user, application, customApiCall],
	secrets,
	open: openTwake,
};
