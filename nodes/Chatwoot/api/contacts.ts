import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { MultipartForm } from '../../shared/multipart';
import type { FilePart } from '../../shared/multipart';
import type { Requester, Result } from '../../shared/request';
import { NEEDED_BY_INBOX } from './sessions';
import type { SessionsApi } from './sessions';
import type { Contact, Conversation, InboxOfSession, Session } from './types';

/** Fields of a new contact; what is empty has to be left out (chatwoot-api.md §4, §17.8). */
export interface NewContact extends IDataObject {
	name?: string;
	email?: string;
	phone_number?: string;
	identifier?: string;
	blocked?: boolean;
	avatar_url?: string;
	/** Gives the contact a session in this inbox. */
	inbox_id?: number;
	/** The id of that session; only together with `inbox_id`. */
	source_id?: string;
	additional_attributes?: IDataObject;
	custom_attributes?: IDataObject;
}

export interface CreatedContact {
	contact: Contact;
	/** Without a session both are null. */
	contact_inbox: { source_id: string | null; inbox: InboxOfSession | null };
}

/** Attributes that only one contact of an account can have. */
export const UNIQUE = { email: 'email', phone_number: 'phone number', identifier: 'identifier' } as const;
type Unique = keyof typeof UNIQUE;

/** A contact that stands in the way of a new one, with the attributes that it has already. */
export interface Owner {
	contact: Contact;
	attributes: Unique[];
}

/** Contacts of an account (chatwoot-api.md §4). */
export class ContactsApi {
	constructor(
		private readonly requester: Requester,
		/** `/api/v1/accounts/1` */
		private readonly account: string,
		private readonly sessions: SessionsApi,
	) {}

	/**
	 * Creates a contact, with a session when `inbox_id` is given. When another contact has one of the
	 * unique attributes, the error names it; the server does not (§4 Errors).
	 */
	async create(fields: NewContact, avatar?: FilePart): Promise<CreatedContact> {
		const result = await this.attemptCreate(fields, avatar);
		if (!('error' in result)) return result.body;
		const { problem } = result;
		if (problem.status !== 422 && problem.status !== 500) throw result.error;
		throw (await this.conflict(fields, problem.status, problem.body)) ?? result.error;
	}

	/**
	 * Creates a contact. A form turns every value into text, so attributes go in a second request
	 * when there is a file (§13 Multipart); the file itself is checked by the first one.
	 */
	async attemptCreate(fields: NewContact, avatar?: FilePart): Promise<Result<CreatedContact>> {
		const path = `${this.account}/contacts`;
		const hint = fields.inbox_id === undefined ? undefined : NEEDED_BY_INBOX;
		const request = { method: 'POST', path, hint } as const;
		if (!avatar) return unwrapped(await this.requester.attempt({ ...request, body: fields }));
		const { additional_attributes, custom_attributes, ...flat } = fields;
		const form = () => {
			const form = new MultipartForm();
			for (const [name, value] of Object.entries(flat)) {
				if (value !== undefined) form.append(name, String(value));
			}
			form.append('avatar', avatar);
			return form;
		};
		const created = unwrapped<CreatedContact>(await this.requester.attempt({ ...request, form }));
		if ('error' in created || !(additional_attributes ?? custom_attributes)) return created;
		const { id } = created.body.contact;
		const contact = await this.update(id, { additional_attributes, custom_attributes });
		return { body: { ...created.body, contact } };
	}

	/** Changes a contact; attributes are merged into those that it has (§4 Others). */
	async update(id: number, fields: NewContact): Promise<Contact> {
		const path = `${this.account}/contacts/${id}`;
		const answer = { method: 'PATCH', path, body: fields } as const;
		return (await this.requester.send<{ payload: Contact }>(answer)).payload;
	}

	async get(id: number): Promise<Contact> {
		const path = `${this.account}/contacts/${id}`;
		return (await this.requester.send<{ payload: Contact }>({ method: 'GET', path })).payload;
	}

	/** Where a contact can be reached, with the session id to use (§4 Others): may be new, not stored. */
	async contactableInboxes(id: number): Promise<Session[]> {
		const path = `${this.account}/contacts/${id}/contactable_inboxes`;
		return (await this.requester.send<{ payload: Session[] }>({ method: 'GET', path })).payload;
	}

	/** The newest 20 conversations of a contact that the token's user may see (§4 Others). */
	async conversations(id: number): Promise<Conversation[]> {
		const path = `${this.account}/contacts/${id}/conversations`;
		return (await this.requester.send<{ payload: Conversation[] }>({ method: 'GET', path })).payload;
	}

	/**
	 * One page of contacts: of those that contain `query` in name, e-mail, phone number or identifier,
	 * else of all that have one of the last three. A search counts against 100 a minute per account.
	 */
	async page(page: number, query?: string): Promise<{ contacts: Contact[]; next?: number }> {
		const { meta, payload } = await this.requester.send<{
			meta: { count: number | null; has_more?: boolean | null };
			payload: Contact[];
		}>({
			method: 'GET',
			path: `${this.account}/contacts${query ? '/search' : ''}`,
			// Without a sort rows move between pages (§4 Others).
			query: { q: query || undefined, page, sort: 'name', include_contact_inboxes: 'false' },
		});
		const more = meta.has_more ?? page * PAGE_SIZE < (meta.count ?? 0);
		return { contacts: payload, next: more && payload.length > 0 ? page + 1 : undefined };
	}

	/**
	 * The contact with exactly this value, undefined when there is none. The server ignores letter
	 * case in identifiers although two that differ in it can exist (§17.13).
	 */
	async attemptFind(attribute: Unique, value: string): Promise<Result<Contact | undefined>> {
		const row = { attribute_key: attribute, filter_operator: 'equal_to', values: [value] };
		const result = await this.requester.attempt<{ payload: Contact[] }>({
			method: 'POST',
			path: `${this.account}/contacts/filter`,
			body: { payload: [{ ...row, query_operator: null }] },
			reads: true,
		});
		if ('error' in result) return result;
		return { body: result.body.payload.find((contact) => contact[attribute] === value) };
	}

	/** The contacts that have one of the unique attributes in `fields`, each once. */
	private async owners(fields: NewContact, attributes: Unique[]): Promise<Owner[]> {
		const owners: Owner[] = [];
		for (const attribute of attributes) {
			const value = fields[attribute];
			const found = value ? await this.attemptFind(attribute, value) : undefined;
			if (!found || 'error' in found || !found.body) continue;
			const contact = found.body;
			const known = owners.find((owner) => owner.contact.id === contact.id);
			if (known) known.attributes.push(attribute);
			else owners.push({ contact, attributes: [attribute] });
		}
		return owners;
	}

	/** The error that names who has the attributes already; undefined when nobody has. */
	private async conflict(
		fields: NewContact,
		status: number,
		body: unknown,
	): Promise<NodeApiError | undefined> {
		const named = (body as { attributes?: unknown } | undefined)?.attributes;
		const all = Object.keys(UNIQUE) as Unique[];
		// A create that lost a race answers 500 and names nothing (§16).
		const suspects = status === 500 ? all : all.filter((key) => Array.isArray(named) && named.includes(key));
		const owners = await this.owners(fields, suspects);
		const taken = owners.flatMap(({ contact, attributes }) =>
			attributes.map((key) => `${nameOf(contact)} already has the ${UNIQUE[key]} ${fields[key]}`),
		);
		if (status === 500 && fields.inbox_id && fields.source_id) {
			const owner = await this.sessions.owner(fields.inbox_id, fields.source_id);
			if (owner) taken.push(`${nameOf(owner)} already has the source ID ${fields.source_id} in inbox ${fields.inbox_id}`);
		}
		if (taken.length === 0) return undefined;
		return this.requester.error({
			message: `The contact was not created: ${taken.join('; ')}`,
			description: 'Use the existing contact, or leave out what it has already.',
			status,
			body,
		});
	}
}

/** Contacts in one page of a list (chatwoot-api.md §12). */
const PAGE_SIZE = 15;

function unwrapped<T>(result: Result<{ payload: T }>): Result<T> {
	return 'error' in result ? result : { body: result.body.payload };
}

/** A contact in an error text. */
export function nameOf({ id, name }: Pick<Contact, 'id' | 'name'>): string {
	return `contact ${id}${name ? ` (${name})` : ''}`;
}
