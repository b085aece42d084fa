import type { Integration } from '../../../shared/run';
import { opening } from '../../actions/operation/own-api';
import { openClient } from '../../api/client';
import { clientSecrets } from '../../api/client/service';
import { contact } from './contact';
import { conversation } from './conversation';
import { csat } from './csat';
import { inbox } from './inbox';
import { message } from './message';
import type { ClientContext } from './operation/operation';

/** Everything that the Chatwoot Client node does. A new resource is one line here. */
export const clientIntegration: Integration<ClientContext> = {
	resources: [contact, conversation, csat, inbox, message],
	secrets: clientSecrets,
	open: opening(openClient),
};
