import type { NodeApiError } from 'n8n-workflow';
import type { FilePart } from '../../shared/multipart';
import type { Requester } from '../../shared/request';
import { UNIQUE } from './contacts';
import type { ContactsApi, CreatedContact, NewContact, Unique } from './contacts';
import type { SessionsApi } from './sessions';
import type { Contact } from './types';

interface Apis {
	requester: Requester;
	contacts: ContactsApi;
	sessions: SessionsApi;
}

/**
 * Creates a contact. When another contact has one of the unique attributes already, the error says
 * which and who: the server tells the attributes only, and two of them may belong to two people
 * (chatwoot-api.md §4 Errors). Is nobody found, the server's own text is the error.
 */
export async function createOrExplain(
	apis: Apis,
	fields: NewContact,
	avatar?: FilePart,
): Promise<CreatedContact> {
	const result = await apis.contacts.attemptCreate(fields, avatar);
	if (!('error' in result)) return result.body;
	const { status, body } = result.problem;
	throw (await conflict(apis, fields, status, body)) ?? result.error;
}

async function conflict(
	{ requester, contacts, sessions }: Apis,
	fields: NewContact,
	status: number | undefined,
	body: unknown,
): Promise<NodeApiError | undefined> {
	const taken: string[] = [];
	for (const attribute of suspects(status, body)) {
		const value = fields[attribute];
		const found = value ? await contacts.attemptFind(attribute, value) : undefined;
		if (!found || 'error' in found || !found.body) continue;
		taken.push(`${nameOf(found.body)} already has the ${UNIQUE[attribute]} ${value}`);
	}
	const { inbox_id: inbox, source_id: source } = fields;
	if (status === 500 && inbox !== undefined && source !== undefined) {
		const owner = await sessions.owner(inbox, source);
		if (owner) taken.push(`${nameOf(owner)} already has the source ID ${source} in inbox ${inbox}`);
	}
	if (taken.length === 0) return undefined;
	return requester.error({
		message: `The contact was not created: ${taken.join('; ')}`,
		description: 'Use the existing contact, or leave out what it has already.',
		status,
		body,
	});
}

/** A refusal names the attributes; a create that lost a race answers 500 and names nothing (§16). */
function suspects(status: number | undefined, body: unknown): Unique[] {
	const all = Object.keys(UNIQUE) as Unique[];
	if (status === 500) return all;
	const named = (body as { attributes?: unknown } | undefined)?.attributes;
	return status === 422 && Array.isArray(named) ? all.filter((key) => named.includes(key)) : [];
}

/** A contact in an error text. */
export function nameOf({ id, name }: Pick<Contact, 'id' | 'name'>): string {
	return `contact ${id}${name ? ` (${name})` : ''}`;
}
