import type { IDataObject } from 'n8n-workflow';
import { record } from '../../shared/answers';
import { AccountPart } from './account-part';

/** The account itself (chatwoot.md §3). */
export interface Account extends IDataObject {
	id: number;
	name: string;
	locale: string;
	domain: string | null;
	support_email: string | null;
	status: string;
	/** ISO 8601 */
	created_at: string;
	features: IDataObject;
	settings: IDataObject;
	/** Absent until one is set. */
	custom_attributes?: IDataObject;
}

/** Chatwoot's languages; a server crashes on one that it does not know (chatwoot.md §3). */
export const LOCALES =
	'am ar az bg bn ca cs da de el en es et fa fi fr he hi hr hu hy id is it ja ka ko lt lv ml ms ne nl no pl pt pt_BR ro ru sh sk sl sq sr sv ta th tl tr uk ur ur_IN vi zh zh_CN zh_TW'.split(
		' ',
	);

/** The shortest time after which conversations can be resolved automatically, in minutes. */
export const MIN_AUTO_RESOLVE = 10;

/** Reads and changes the settings of an account; changing needs an administrator. */
export class SettingsApi extends AccountPart {
	async get(): Promise<Account> {
		return await this.requester.send<Account>({
			method: 'GET',
			path: this.account,
			answer: record,
		});
	}

	async update(body: IDataObject): Promise<Account> {
		const hint = 'Most often the server is too old to know the language.';
		return await this.requester.send<Account>({
			method: 'PATCH',
			path: this.account,
			body,
			hint,
			answer: record,
		});
	}
}
