import type { IDataObject } from 'n8n-workflow';
import type { AccountPlace } from './account-part';
import { RecordsApi } from './records';

/** A help center (chatwoot.md §9). */
export interface Portal extends IDataObject {
	id: number;
	name: string;
	slug: string;
	archived: boolean;
	config: { allowed_locales: Array<{ code: string }>; default_locale: string } & IDataObject;
}

/** Help centers: the server identifies them by slugs, which may change; we use their ids. */
export class PortalsApi extends RecordsApi<Portal> {
	constructor(place: AccountPlace) {
		super(place, {
			noun: 'portal',
			path: 'portals',
			bodyKey: 'portal',
			hint: 'Most often another portal of the installation has the slug or the domain.',
		});
	}

	/** `/api/v1/accounts/1/portals/help` */
	override async pathOf(id: number): Promise<string> {
		const { slug } = await this.pick(id);
		return `${this.path}/${encodeURIComponent(slug)}`;
	}
}
