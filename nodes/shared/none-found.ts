import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { quote } from './text';

/** What to do with an item for which nothing was found: without an output item, its branch ends. */

export const noneFoundField: INodeProperties = {
	displayName: 'If None Is Found',
	name: 'ifNoneFound',
	type: 'options',
	options: [
		{ name: 'Fail', value: 'fail' },
		{
			name: 'Return an Empty Item',
			value: 'emptyItem',
			description: 'With "found": false',
		},
		{ name: 'Return Nothing', value: 'nothing', description: 'No output item' },
	],
	default: 'nothing',
	description:
		'What comes for an input item whose list or search is empty: fail, emptyItem or nothing. An ID of something that is not there always fails.',
};

/** The output for item `index` when nothing was found. */
export function noneFoundOutput(execution: IExecuteFunctions, index: number): INodeExecutionData[] {
	const choice = execution.getNodeParameter('options.ifNoneFound', index, 'nothing');
	if (choice === 'nothing') return [];
	if (choice === 'emptyItem') return [{ json: { found: false }, pairedItem: { item: index } }];
	const isKnown = choice === 'fail';
	throw new NodeOperationError(
		execution.getNode(),
		isKnown ? 'Nothing was found' : `"Options > If None Is Found" is ${quote(choice)}`,
		{
			itemIndex: index,
			description: isKnown
				? 'Options > If None Is Found is set to fail.'
				: 'Possible values are emptyItem, fail, nothing.',
		},
	);
}
