import { quote } from '../../../shared/text';
import type { AccountApi } from '../../api';
import type { ChatwootParameters } from '../parameters/parameters';

interface Named {
	contact?: number;
	inbox: number;
	sourceId?: string;
}

/** Contact and source ID that belong together. */
export async function sessionFrom(
	param: ChatwootParameters,
	api: AccountApi,
	{ contact, inbox, sourceId }: Named,
): Promise<{ contact: number; sourceId: string }> {
	if (contact !== undefined && sourceId !== undefined) return { contact, sourceId };
	if (contact !== undefined) {
		const { source_id } = await api.conversations.sessionFor(contact, inbox);
		return { contact, sourceId: source_id };
	}
	const wanted = sourceId ?? '';
	const result = await api.sessions.attemptOwner(inbox, wanted);
	if (!('error' in result)) return { contact: result.body.id, sourceId: wanted };
	// An empty body: the inbox is there, the session is not (chatwoot.md §4).
	if (result.problem.status === 404 && result.problem.body === undefined) {
		param.refuse(
			'sourceId',
			`is no session in inbox ${inbox}: ${quote(wanted)}`,
			'Choose a contact as well: then a session with this ID is made.',
		);
	}
	throw result.error;
}
