import type { IDataObject } from 'n8n-workflow';
import { MultipartForm } from '../../shared/multipart';
import type { FilePart } from '../../shared/multipart';
import type { Requester, Result } from '../../shared/request';
import { NEEDED_BY_INBOX } from './sessions';
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

/** Attributes that only one contact of an account can have, as people call them. */
export const UNIQUE = {
	email: 'email',
	phone_number: 'phone number',
	identifier: 'identifier',
} as const;
export type Unique = keyof typeof UNIQUE;

/** Contacts of an account (chatwoot-api.md §4). */
export class ContactsApi {
	constructor(
		private readonly requester: Requester,
		/** `/api/v1/accounts/1` */
		private readonly account: string,
	) {}

	/**
	 * Creates a contact, with a session when `inbox_id` is given. The refusal of a duplicate does not
	 * say of whom: see `api/duplicates`. A form turns every value into text, so attributes go in a
	 * second request when there is a file (§13 Multipart); the file is checked by the first one.
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
		return (await this.requester.send<{ payload: Conversation[] }>({ method: 'GET', path }))
			.payload;
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
}

/** Contacts in one page of a list (chatwoot-api.md §12). */
const PAGE_SIZE = 15;

function unwrapped<T>(result: Result<{ payload: T }>): Result<T> {
	return 'error' in result ? result : { body: result.body.payload };
}
