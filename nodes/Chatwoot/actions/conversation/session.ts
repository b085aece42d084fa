import { quote } from '../../../shared/text';
import type { AccountApi } from '../../api';
import type { ChatwootParameters } from '../parameters/parameters';

interface Named {
	contact?: number;
	inbox: number;
	sourceId?: string;
}

/** The contact, given by ID or by one of its sessions. */
export async function contactFrom(
	param: ChatwootParameters,
	api: AccountApi,
	{ contact, inbox, sourceId }: Named,
): Promise<number> {
	if (contact !== undefined) return contact;
	const wanted = sourceId ?? '';
	const result = await api.sessions.attemptOwner(inbox, wanted);
	if (!('error' in result)) return result.body.id;
	// An empty body means that the inbox exists but the session does not (chatwoot.md §4).
	if (result.problem.status === 404 && result.problem.body === undefined) {
		param.refuse(
			'sourceId',
			`is not a session in inbox ${inbox}: ${quote(wanted)}`,
			'Choose a contact as well: then a session with this ID is made.',
		);
	}
	throw result.error;
}
