import { listOf, record } from '../../shared/answers';
import type { AccountPlace } from './account-part';
import { RecordsApi } from './records';
import type { CannedResponse } from './types';

/** Prepared answers of an account (chatwoot.md §9); agents may write them too. */
export class CannedResponsesApi extends RecordsApi<CannedResponse> {
	constructor(place: AccountPlace) {
		super(place, {
			noun: 'canned response',
			path: 'canned_responses',
			bodyKey: 'canned_response',
			isOnlyListed: true,
			hint: 'Most often another canned response has this short code already.',
		});
	}

	/** Those with this text in short code or content, ignoring letter case; short codes first. */
	async search(text: string): Promise<CannedResponse[]> {
		const query = { search: text };
		const answer = listOf<CannedResponse>(record);
		return await this.requester.send({ method: 'GET', path: this.path, query, answer });
	}
}
