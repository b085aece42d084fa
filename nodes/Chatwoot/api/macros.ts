import type { IDataObject } from 'n8n-workflow';
import { nothing } from '../../shared/answers';
import type { AccountPlace } from './account-part';
import { RecordsApi } from './records';

/** A list of steps that a person can make Chatwoot run on a conversation (chatwoot.md §9). */
export interface Macro extends IDataObject {
	id: number;
	name: string;
	/** Null after a change of the macro that did not name it (chatwoot.md [794]). */
	visibility: 'global' | 'personal' | null;
}

/** Macros of the account that the token's user may see (chatwoot.md §9). */
export class MacrosApi extends RecordsApi<Macro> {
	constructor(place: AccountPlace) {
		super(place, { noun: 'macro', path: 'macros', recordIn: ['payload'] });
	}

	/** Runs some seconds later; the answer is 200 whatever the ids are (chatwoot.md [795, 870]). */
	async run(id: number, conversation_ids: number[]): Promise<void> {
		const path = `${this.path}/${id}/execute`;
		await this.requester.send({
			method: 'POST',
			path,
			body: { conversation_ids },
			answer: nothing,
		});
	}
}
