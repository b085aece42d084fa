import { objectWith } from '../../../shared/answers';
import { Requester } from '../../../shared/request';
import type { RequestContext, RequestLimits } from '../../../shared/request';
import { ClientContacts } from './contacts';
import { ClientConversations } from './conversations';
import { ClientMessages } from './messages';
import type { ClientPlace } from './place';
import { clientService, hmacTokenIn, inboxPathIn, noIdentifier } from './service';
import { Surveys } from './surveys';
import type { ClientInbox } from './types';

/** Chatwoot's Client API in one inbox, one instance per execution (chatwoot.md §7). */
export class ClientApi implements ClientPlace {
	readonly contacts = new ClientContacts(this);
	readonly conversations = new ClientConversations(this);
	readonly messages = new ClientMessages(this);
	readonly surveys = new Surveys(this);

	constructor(
		readonly requester: Requester,
		readonly path: string,
		/** Signs identifiers; '' when the credential has none. */
		readonly hmacToken: string,
	) {}

	/** What customers may know of the inbox; since v2.11. */
	async inbox(): Promise<ClientInbox> {
		return await this.requester.send<ClientInbox>({
			method: 'GET',
			path: this.path,
			answer: objectWith('identifier', 'name', 'working_hours_enabled'),
		});
	}
}

/** Throws when the credential names no server or no inbox. */
export async function openClient(
	context: RequestContext,
	limits: RequestLimits,
): Promise<ClientApi> {
	const requester = await Requester.open(context, clientService, limits);
	const credentials = await context.getCredentials(clientService.credential);
	const path = inboxPathIn(credentials);
	if (path === undefined) throw requester.error(noIdentifier);
	return new ClientApi(requester, path, hmacTokenIn(credentials));
}
