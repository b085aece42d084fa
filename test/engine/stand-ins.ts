import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IBinaryKeyData,
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
	return {
		description: { ...texts, group, version: 1, inputs, outputs: MAIN, properties },
		execute,
	};
}

/** A trigger of any kind that output this item. */
export function triggerWith(json: IDataObject, binary?: IBinaryKeyData): INodeType {
	return node('trigger', [], async () => [[{ json, binary }]], []);
}

const editFields = node(
	'set',
	[
		{ displayName: 'Fields', name: 'assignments', type: 'assignmentCollection', default: {} },
		{ displayName: 'Others', name: 'includeOtherFields', type: 'boolean', default: false },
	],
	async function () {
		const items = this.getInputData().map((item, index) => {
			const others = this.getNodeParameter('includeOtherFields', index) ? item.json : {};
			const list = this.getNodeParameter('assignments.assignments', index, []) as Array<{
				name: string;
				value: string;
			}>;
			const given = Object.fromEntries(list.map(({ name, value }) => [name, value]));
			return { json: { ...others, ...given }, pairedItem: { item: index } };
		});
		return [items];
	},
);

const convertToFile = node(
	'convertToFile',
	[
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			options: [
				{ name: 'CSV', value: 'csv' },
				{ name: 'Text', value: 'toText' },
			],
			default: 'csv',
		},
		{ displayName: 'Field', name: 'sourceProperty', type: 'string', default: '' },
		{ displayName: 'Options', name: 'options', type: 'json', default: {} },
	],
	async function () {
		const items = this.getInputData();
		const file = async (content: string, index: number, type: string) => {
			const name = this.getNodeParameter('options.fileName', index) as string;
			return { data: await this.helpers.prepareBinaryData(Buffer.from(content), name, type) };
		};
		if (this.getNodeParameter('operation', 0) === 'csv') {
			const binary = await file(csvOf(items.map(({ json }) => json)), 0, 'text/csv');
			return [[{ json: {}, binary, pairedItem: items.map((_, item) => ({ item })) }]];
		}
		const made = items.map(async ({ json }, index) => {
			const content = String(json[this.getNodeParameter('sourceProperty', index) as string]);
			const binary = await file(content, index, 'text/plain');
			return { json: {}, binary, pairedItem: { item: index } };
		});
		return [await Promise.all(made)];
	},
);

/** A header line, then one line per record; fields with commas or quotes are quoted. */
function csvOf(records: IDataObject[]): string {
	const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
	const rows = [names, ...records.map((record) => names.map((name) => String(record[name] ?? '')))];
	const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
	return rows.map((row) => row.map(cell).join(',')).join('\n');
}

const extractFromFile = node(
	'extractFromFile',
	[{ displayName: 'Field', name: 'binaryPropertyName', type: 'string', default: 'data' }],
	async function () {
		const field = this.getNodeParameter('binaryPropertyName', 0) as string;
		const content = (await this.helpers.getBinaryDataBuffer(0, field)).toString().trim();
		const [names, ...rows] = content.split('\n').map((line) => line.split(','));
		const items = rows.map((cells) => ({
			json: Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])),
			pairedItem: { item: 0 },
		}));
		return [items];
	},
);

const splitOut = node(
	'splitOut',
	[{ displayName: 'Field', name: 'fieldToSplitOut', type: 'string', default: '' }],
	async function () {
		const items = this.getInputData().flatMap(({ json }, item) => {
			const field = this.getNodeParameter('fieldToSplitOut', item) as string;
			const list = json[field] as string[];
			return list.map((each) => ({ json: { [field]: each }, pairedItem: { item } }));
		});
		return [items];
	},
);

const filter = node(
	'filter',
	[{ displayName: 'Conditions', name: 'conditions', type: 'filter', default: {} }],
	async function () {
		const kept = this.getInputData().map((item, index) => {
			const passes = this.getNodeParameter('conditions', index, false, { extractValue: true });
			return passes ? [{ ...item, pairedItem: { item: index } }] : [];
		});
		return [kept.flat()];
	},
);

/** The outputs are as many as the rules; an item leaves by the first that it meets. */
const choose = node(
	'switch',
	[
		{
			displayName: 'Rules',
			name: 'rules',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			default: {},
			options: [
				{
					displayName: 'Rules',
					name: 'values',
					values: [
						{ displayName: 'Conditions', name: 'conditions', type: 'filter', default: {} },
						{ displayName: 'Rename', name: 'renameOutput', type: 'boolean', default: false },
						{ displayName: 'Name', name: 'outputKey', type: 'string', default: '' },
					],
				},
			],
		},
	],
	async function () {
		const rules = this.getNodeParameter('rules.values', 0, []) as unknown[];
		const outputs: INodeExecutionData[][] = rules.map(() => []);
		for (const [index, item] of this.getInputData().entries()) {
			const met = rules.findIndex((_, number) => {
				const path = `rules.values[${number}].conditions`;
				return this.getNodeParameter(path, index, false, { extractValue: true });
			});
			outputs[met]?.push({ ...item, pairedItem: { item: index } });
		}
		return outputs;
	},
);

/**
 * n8n's own nodes as far as the examples use them: n8n's package of
 * nodes is not installed for the tests.
 */
export const standIns: Record<string, INodeType> = {
	'n8n-nodes-base.set': editFields,
	'n8n-nodes-base.convertToFile': convertToFile,
	'n8n-nodes-base.extractFromFile': extractFromFile,
	'n8n-nodes-base.filter': filter,
	'n8n-nodes-base.splitOut': splitOut,
	'n8n-nodes-base.switch': choose,
};
