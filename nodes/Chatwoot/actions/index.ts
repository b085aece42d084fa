import type { Integration } from '../../shared/run';
import { secrets } from '../api/service';
import { contact } from './contact';
import { openChatwoot } from './context';
import type { ChatwootContext } from './context';
import { conversation } from './conversation';
import { customApiCall } from './custom-api-call';
import { inbox } from './inbox';
import { message } from './message';

/** All that the Chatwoot node does. A new resource is one line here. */
export const chatwootIntegration: Integration<ChatwootContext> = {
	resources: [contact, conversation, message, inbox, customApiCall],
	secrets,
	open: openChatwoot,
};
