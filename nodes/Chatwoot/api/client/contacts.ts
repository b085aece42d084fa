import type { IDataObject } from 'n8n-workflow';
import { objectWith, record } from '../../../shared/answers';
import { withoutUndefined } from '../../../shared/json';
import type { FilePart } from '../../../shared/multipart';
import type { ApiRequest } from '../../../shared/request';
import { formOf } from '../rails';
import type { ClientPlace } from './place';
import { inPath } from './service';
import type { Proof } from './identity';
import type { ClientContact, ContactRow } from './types';

/** Customers of one API inbox (chatwoot.md §7). */
export class ClientContacts {
	constructor(private readonly place: ClientPlace) {}

	/**
	 * Who is known by the source ID, then by identifier, e-mail or phone number, unchanged; else a new
	 * contact. With a source ID, asking again gives the same session (chatwoot.md [502, 525]).
	 */
	async findOrCreate(fields: IDataObject, proof: Proof): Promise<ClientContact> {
		return await this.place.requester.send<ClientContact>({
			method: 'POST',
			path: `${this.place.path}/contacts`,
			body: withoutUndefined({ ...fields, ...proof }),
			isRepeatable: fields.source_id !== undefined,
			answer: objectWith('source_id', 'id'),
		});
	}

	async get(sourceId: string, proof: Proof): Promise<ClientContact> {
		return await this.place.requester.send<ClientContact>({
			method: 'GET',
			path: this.pathOf(sourceId),
			query: { ...proof },
			answer: objectWith('source_id', 'id'),
		});
	}

	/**
	 * Blank values change nothing, attributes are merged. The address or number of another contact
	 * makes the two one: the other one survives (chatwoot.md [509]). A picture goes in a request of
	 * its own: in a form with one, every value is text (chatwoot.md §13 Multipart).
	 */
	async update(
		sourceId: string,
		fields: IDataObject,
		proof: Proof,
		avatar?: FilePart,
	): Promise<ContactRow> {
		const body = withoutUndefined({ ...fields, ...proof });
		if (!avatar) return await this.patch(sourceId, { body });
		const step = this.place.requester.steps();
		const hasFields = Object.keys(fields).length > 0;
		if (hasFields) await step(async () => await this.patch(sourceId, { body }));
		const form = () => formOf(withoutUndefined({ ...proof }), 'avatar', [avatar]);
		return await step(async () => await this.patch(sourceId, { form }));
	}

	private async patch(
		sourceId: string,
		content: Pick<ApiRequest, 'body' | 'form'>,
	): Promise<ContactRow> {
		const path = this.pathOf(sourceId);
		const request = { method: 'PATCH', path, ...content } as const;
		return await this.place.requester.send<ContactRow>({ ...request, answer: record });
	}

	private pathOf(sourceId: string): string {
		return `${this.place.path}/contacts/${inPath(sourceId)}`;
	}
}
