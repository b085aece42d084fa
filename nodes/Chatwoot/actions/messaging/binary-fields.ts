import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import type { ChatwootContext } from '../operation/types';

/** Binary fields for downloaded files: a prefix and a number, starting with 0. */
export class BinaryFields {
	readonly binary: IBinaryKeyData = {};

	constructor(
		private readonly context: Pick<ChatwootContext, 'fetchFile' | 'store'>,
		private readonly prefix: string,
	) {}

	/** Downloads a file; returns where it is, for the output of its attachment. */
	async add(url: string): Promise<IDataObject> {
		const { fetchFile, store } = this.context;
		const field = `${this.prefix}${Object.keys(this.binary).length}`;
		const { stream, name, type } = await fetchFile(url);
		this.binary[field] = await store(stream, name, type);
		return { binary_field: field, file_name: this.binary[field].fileName };
	}
}
