import { NodeConnectionTypes } from 'n8n-workflow';
import type { IDataObject, INodeExecutionData, INodeType } from 'n8n-workflow';

/** What the other contenders do for an item before they send its request. */
export type Reading = 'parameters' | 'nothing';

/** n8n's own helper called `width` items at a time, with nothing else a node could do. */
export function plainNode(url: string, width: number, reading: Reading): INodeType {
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
			credentials: [{ name: 'chatwootApi', required: true }],
			properties: [text('name'), text('email')],
		},
		async execute() {
			const items = this.getInputData();
			const output: INodeExecutionData[] = [];
			let next = 0;
			const work = async () => {
				for (let index = next++; index < items.length; index = next++) {
					const read = (name: string) =>
						reading === 'parameters'
							? (this.getNodeParameter(name, index) as string)
							: (items[index].json[name] as string);
					const body = { name: read('name'), email: read('email') };
					const answer = (await this.helpers.httpRequestWithAuthentication.call(
						this,
						'chatwootApi',
						{ method: 'POST', url, body },
					)) as { payload: { contact: IDataObject } };
					output[index] = { json: answer.payload.contact, pairedItem: { item: index } };
				}
			};
			await Promise.all(Array.from({ length: width }, work));
			return [output];
		},
	};
}
