import type { IDataObject } from 'n8n-workflow';
import { RecordsApi } from './records';
import type { CannedResponse } from './types';

/** Prepared answers of an account (chatwoot.md §9); agents may write them too. */
export class CannedResponsesApi extends RecordsApi<CannedResponse> {
	protected readonly noun = 'canned response';
	protected readonly hint = 'Most often another canned response has this short code already.';

	/** There is no call for a single one. */
	override async get(id: number): Promise<CannedResponse> {
		return await this.pick(id);
	}

	/** Those with this text in short code or content, letter case ignored; short codes first. */
	async search(text: string): Promise<CannedResponse[]> {
		const query = { search: text };
		return await this.requester.send({ method: 'GET', path: this.path, query });
	}

	protected bodyOf(canned_response: IDataObject): IDataObject {
		return { canned_response };
	}
}
