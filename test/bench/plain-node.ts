import { NodeConnectionTypes } from 'n8n-workflow';
import type { IDataObject, IHttpRequestOptions, INodeExecutionData, INodeType } from 'n8n-workflow';

/** What the other contenders do for an item before they send its request. */
export type Reading = 'parameters' | 'nothing';

interface PlainNode {
	credential: string;
	/** What it reads for each item. */
	fields: string[];
	reading: Reading;
	requestOf(fields: IDataObject, index: number): IHttpRequestOptions;
}

/** n8n's own helper called `width` items at a time, with nothing else a node could do. */
export function plainNode(
	{ credential, fields, reading, requestOf }: PlainNode,
	width: number,
): INodeType {
	const text = (name: string) =>
		({ displayName: name, name, type: 'string', default: '' }) as const;
	return {
		description: {
			displayName: 'Plain',
			name: 'plain',
			group: ['output'],
			version: 1,
			description: 'Sends requests',
			defaults: { name: 'Plain' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: credential, required: true }],
			properties: fields.map(text),
		},
		async execute() {
			const items = this.getInputData();
			const output: INodeExecutionData[] = [];
			let next = 0;
			const work = async () => {
				for (let index = next++; index < items.length; index = next++) {
					const { json } = items[index];
					const read = (name: string) =>
						reading === 'parameters' ? this.getNodeParameter(name, index) : json[name];
					const values = Object.fromEntries(fields.map((name) => [name, read(name)]));
					const answer: IDataObject = await this.helpers.httpRequestWithAuthentication.call(
						this,
						credential,
						requestOf(values, index),
					);
					output[index] = { json: answer, pairedItem: { item: index } };
				}
			};
			await Promise.all(Array.from({ length: width }, work));
			return [output];
		},
	};
}
