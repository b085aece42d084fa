import type { IDataObject } from 'n8n-workflow';
import { conversation, payload, payloadOf } from './answers';
import { inside, nothing, objectWith, record } from '../../shared/answers';
import type { Answer } from '../../shared/answers';
import { withoutUndefined, isSame } from '../../shared/json';
import { MultipartForm } from '../../shared/multipart';
import type { FilePart } from '../../shared/multipart';
import { bodyOf } from '../../shared/request';
import type { ApiRequest, Result } from '../../shared/request';
import { AccountPart } from './account-part';
import { attributesOf, mergeAttributes } from './contact-attributes';
import type { Unique } from './people';
import type { PayloadRow } from './filter-order';
import { NEEDED_BY_INBOX, oneSession } from './sessions';
import type { Contact, Conversation, InboxOfSession, Session } from './types';
import { changeWhole } from './whole-changes';

/** Fields of a new contact; empty ones have to be left out (chatwoot.md §4, chatwoot.md §17.8). */
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

/** Changes to a contact; null empties a field. */
export type ContactChange = { [Key in keyof NewContact]: NewContact[Key] | null };

export interface ExportRequest extends IDataObject {
	column_names?: string[];
	payload?: PayloadRow[];
	label?: string;
}

export interface CreatedContact {
	contact: Contact;
	/** Without a session both are null. */
	contact_inbox: { source_id: string | null; inbox: InboxOfSession | null };
}

/** Contacts of an account (chatwoot.md §4). */
export class ContactsApi extends AccountPart {
	/**
	 * Creates a contact, with a session when `inbox_id` is given. When a duplicate is refused, the
	 * answer does not say whose: see `api/duplicates`. A form turns every value into text, so with a
	 * file, attributes go in a second request (chatwoot.md §13 Multipart); the first one checks the
	 * file.
	 */
	async attemptCreate(fields: NewContact, avatar?: FilePart): Promise<Result<CreatedContact>> {
		const path = `${this.account}/contacts`;
		const hint = fields.inbox_id === undefined ? undefined : NEEDED_BY_INBOX;
		const request = { method: 'POST', path, hint, answer: created } as const;
		const { additional_attributes, custom_attributes, ...flat } = fields;
		const made = await this.requester.attempt(
			avatar ? { ...request, form: () => formOf(flat, avatar) } : { ...request, body: fields },
		);
		if ('error' in made) return made;
		const rest = avatar
			? withoutUndefined({ additional_attributes, custom_attributes })
			: replacedIn(made.body.contact, additional_attributes);
		if (Object.keys(rest).length === 0) return made;
		const { id } = made.body.contact;
		const contact = await this.requester.afterWriting(async () => await this.update(id, rest));
		return { body: { ...made.body, contact } };
	}

	/** Changes a contact; attributes are merged into those that it has. */
	async update(id: number, fields: ContactChange, avatar?: FilePart): Promise<Contact> {
		return bodyOf(await this.attemptUpdate(id, fields, avatar));
	}

	/**
	 * Like `update`. With a picture, everything else goes first, because that is what may be refused.
	 */
	async attemptUpdate(
		id: number,
		fields: ContactChange,
		avatar?: FilePart,
	): Promise<Result<Contact>> {
		if (avatar && Object.keys(fields).length > 0) {
			const changed = await this.attemptUpdate(id, fields);
			if ('error' in changed) return changed;
			const withPicture = async () => await this.update(id, {}, avatar);
			return { body: await this.requester.afterWriting(withPicture) };
		}
		if (avatar) return await this.attemptPatch(id, { form: () => formOf({}, avatar) });
		const { custom_attributes, additional_attributes, ...flat } = fields;
		if (!custom_attributes && !additional_attributes) {
			return await this.attemptPatch(id, { body: flat });
		}
		const attributes = withoutUndefined({
			custom_attributes: custom_attributes ?? undefined,
			additional_attributes: additional_attributes ?? undefined,
		});
		return await mergeAttributes(this.place, id, attributes, {
			get: async () => await this.get(id),
			send: async (change, isFirst) =>
				await this.attemptPatch(id, { body: isFirst ? { ...flat, ...change } : change }),
		});
	}

	private async attemptPatch(
		id: number,
		content: Pick<ApiRequest, 'body' | 'form'>,
	): Promise<Result<Contact>> {
		const path = `${this.account}/contacts/${id}`;
		return await this.requester.attempt({ method: 'PATCH', path, answer: contact, ...content });
	}

	/** Deletes a contact with all its conversations; needs an administrator. */
	async delete(id: number): Promise<void> {
		const path = `${this.account}/contacts/${id}`;
		await this.requester.send({ method: 'DELETE', path, answer: nothing });
	}

	async deleteAvatar(id: number): Promise<Contact> {
		const path = `${this.account}/contacts/${id}/avatar`;
		return await this.requester.send({ method: 'DELETE', path, answer: contact });
	}

	/** Removes custom attributes; keys that the contact does not have are ignored. */
	async deleteAttributes(id: number, keys: string[]): Promise<Contact> {
		const path = `${this.account}/contacts/${id}/destroy_custom_attributes`;
		const body = { custom_attributes: keys };
		const isKept = ([key]: [string, unknown]) => !keys.includes(key);
		const { state } = await changeWhole(this.place, {
			what: attributesOf(id),
			read: async () => await this.get(id),
			wantedFrom: ({ custom_attributes: stored, ...rest }) => ({
				...rest,
				custom_attributes: Object.fromEntries(Object.entries(stored).filter(isKept)),
			}),
			isSame: (one, other) => isSame(one.custom_attributes, other.custom_attributes),
			write: async () =>
				await this.requester.attempt({ method: 'POST', path, body, answer: contact }),
			shown: ({ custom_attributes: stored }) => JSON.stringify(stored),
		});
		return state;
	}

	/**
	 * Moves everything of contact `merged` to contact `base`, whose values win, and deletes `merged`
	 * (chatwoot.md §4 Others).
	 */
	async merge(base: number, merged: number): Promise<Contact> {
		return await this.requester.send<Contact>({
			method: 'POST',
			path: `${this.account}/actions/contact_merge`,
			body: { base_contact_id: base, mergee_contact_id: merged },
			answer: record,
		});
	}

	/** Makes Chatwoot mail a CSV file of contacts to the token's user; needs an administrator. */
	async export(request: ExportRequest): Promise<void> {
		const path = `${this.account}/contacts/export`;
		await this.requester.send({ method: 'POST', path, body: request, answer: nothing });
	}

	/** Uploads a CSV file of contacts, which is processed a minute later; needs an administrator. */
	async import(file: FilePart): Promise<void> {
		const form = () => {
			const form = new MultipartForm();
			form.append('import_file', file);
			return form;
		};
		const path = `${this.account}/contacts/import`;
		await this.requester.send({ method: 'POST', path, form, answer: nothing });
	}

	async get(id: number): Promise<Contact> {
		const path = `${this.account}/contacts/${id}`;
		return await this.requester.send({ method: 'GET', path, answer: contact });
	}

	/**
	 * The inboxes where a contact can be reached, with the session id to use (chatwoot.md §4 Others),
	 * which may be new and not stored.
	 */
	async contactableInboxes(id: number): Promise<Session[]> {
		const path = `${this.account}/contacts/${id}/contactable_inboxes`;
		const answer = payloadOf(oneSession);
		return await this.requester.send({ method: 'GET', path, answer });
	}

	/** The newest 20 conversations of a contact that the token's user may see (chatwoot.md §4 Others). */
	async conversations(id: number): Promise<Conversation[]> {
		const path = `${this.account}/contacts/${id}/conversations`;
		return await this.requester.send({ method: 'GET', path, answer: payloadOf(conversation) });
	}

	/**
	 * The contact with exactly this value, undefined when there is none. The server ignores letter
	 * case in identifiers, although two can differ in it alone (chatwoot.md §17.13). If nobody has
	 * the value, the contact with its `other` form.
	 */
	async attemptFind(
		attribute: Unique,
		value: string,
		other?: string,
	): Promise<Result<Contact | undefined>> {
		const result = await this.attemptFindAll(attribute, value, other);
		if ('error' in result) return result;
		const exact = result.body.find((contact) => contact[attribute] === value);
		return { body: exact ?? result.body[0] };
	}

	/**
	 * All contacts with exactly this value: only phone numbers can have duplicates, after a race
	 * (chatwoot.md §4).
	 */
	async attemptFindAll(
		attribute: Unique,
		value: string,
		other?: string,
	): Promise<Result<Contact[]>> {
		const wanted = other === undefined ? [value] : [value, other];
		const payload = wanted.map((each, index) => ({
			attribute_key: attribute,
			filter_operator: 'equal_to',
			values: [each],
			query_operator: index < wanted.length - 1 ? 'OR' : null,
		}));
		const result = await this.requester.attempt({
			answer: payloadOf<Contact>(record),
			method: 'POST',
			path: `${this.account}/contacts/filter`,
			body: { payload },
			reads: true,
		});
		if ('error' in result) return result;
		const isOne = (contact: Contact) => wanted.includes(String(contact[attribute]));
		return { body: result.body.filter(isOne) };
	}
}

/**
 * A new contact's company name is overwritten with that of the mail domain; sent again, it stays
 * (chatwoot.md §4).
 */
function replacedIn(
	{ additional_attributes: kept = {} }: Contact,
	wanted: IDataObject = {},
): ContactChange {
	const replaced = Object.entries(wanted).filter(([key, value]) => !isSame(kept[key], value));
	return replaced.length > 0 ? { additional_attributes: Object.fromEntries(replaced) } : {};
}

function formOf(fields: IDataObject, avatar: FilePart): MultipartForm {
	const form = new MultipartForm();
	for (const [name, value] of Object.entries(fields)) {
		if (value !== undefined) form.append(name, String(value));
	}
	form.append('avatar', avatar);
	return form;
}

const contact = payload<Contact>(record);

/** The contact, and the session created with it. */
const created: Answer<CreatedContact> = payload((body) => ({
	contact: inside<Contact>('contact', record)(body),
	contact_inbox: inside(
		'contact_inbox',
		objectWith<CreatedContact['contact_inbox']>('source_id', 'inbox'),
	)(body),
}));
