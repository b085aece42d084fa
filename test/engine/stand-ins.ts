import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
} from 'n8n-workflow';

const MAIN = [NodeConnectionTypes.Main];

function node(
	name: string,
	properties: INodeProperties[],
	execute: (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>,
	inputs = MAIN,
): INodeType {
	const group: ['transform'] = ['transform'];
	const texts = { displayName: name, name, description: name, defaults: { name } };
	return { description: { ...texts, group, version: 1, inputs, outputs: MAIN, properties }, execute };
}

/** A trigger of any kind that gave this item. */
export function triggerWith(item: IDataObject): INodeType {
	return node('trigger', [], async () => [[{ json: item }]], []);
}

const editFields = node(
	'set',
	[{ displayName: 'Fields', name: 'assignments', type: 'assignmentCollection', default: {} }],
	async function () {
		const items = this.getInputData().map((_, index) => {
			const list = this.getNodeParameter('assignments.assignments', index, []) as Array<{
				name: string;
				value: string;
			}>;
			const json = Object.fromEntries(list.map(({ name, value }) => [name, value]));
			return { json, pairedItem: { item: index } };
		});
		return [items];
	},
);

const convertToFile = node(
	'convertToFile',
	[
		{ displayName: 'Field', name: 'sourceProperty', type: 'string', default: '' },
		{ displayName: 'Options', name: 'options', type: 'json', default: {} },
	],
	async function () {
		const items = this.getInputData().map(async ({ json }, index) => {
			const content = String(json[this.getNodeParameter('sourceProperty', index) as string]);
			const name = this.getNodeParameter('options.fileName', index) as string;
			const data = await this.helpers.prepareBinaryData(Buffer.from(content), name, 'text/plain');
			return { json: {}, binary: { data }, pairedItem: { item: index } };
		});
		return [await Promise.all(items)];
	},
);

/**
 * Nodes of n8n itself that the examples use, doing what these need of them: n8n's own package of
 * nodes is not installed for the tests.
 */
export const standIns: Record<string, INodeType> = {
	'n8n-nodes-base.set': editFields,
	'n8n-nodes-base.convertToFile': convertToFile,
};
