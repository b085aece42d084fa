import type { IDataObject } from 'n8n-workflow';
import { listOf, nothing, record } from '../../shared/answers';
import type { ApiRequest } from '../../shared/request';
import { AccountPart } from './account-part';

/** A note on a contact (chatwoot.md §4 Others); times are unix seconds. */
export interface Note extends IDataObject {
	id: number;
	content: string;
	/** Who wrote or last changed it. */
	user?: { id: number; name: string; email: string };
	created_at: number;
	updated_at: number;
}

/** The longest note that the server stores, in characters (chatwoot.md §4 Others). */
export const MAX_NOTE = 20_000;

/** Notes on the contacts of an account. Any agent may change and delete the notes of others. */
export class NotesApi extends AccountPart {
	/** All notes of a contact, newest first; the server has no pages here. */
	async list(contact: number): Promise<Note[]> {
		const answer = listOf<Note>(record);
		return await this.requester.send({ method: 'GET', path: this.pathOf(contact), answer });
	}

	async create(contact: number, content: string): Promise<Note> {
		return await this.write('POST', this.pathOf(contact), content);
	}

	/** Changes the text, which must not be empty: the server would answer 200 and store nothing. */
	async update(contact: number, id: number, content: string): Promise<Note> {
		return await this.write('PATCH', `${this.pathOf(contact)}/${id}`, content);
	}

	async delete(contact: number, id: number): Promise<void> {
		const path = `${this.pathOf(contact)}/${id}`;
		await this.requester.send({ method: 'DELETE', path, answer: nothing });
	}

	private async write(method: ApiRequest['method'], path: string, content: string): Promise<Note> {
		const body = { note: { content } };
		return await this.requester.send<Note>({ method, path, body, answer: record });
	}

	private pathOf(contact: number): string {
		return `${this.account}/contacts/${contact}/notes`;
	}
}
