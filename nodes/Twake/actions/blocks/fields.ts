import type { INodeProperties } from 'n8n-workflow';
import { blockBuilder } from './builder-fields';

const blocksMode: INodeProperties = {
	displayName: 'Define Blocks',
	name: 'blocksMode',
	type: 'options',
	options: [
		{ name: 'Build Here', value: 'builder', description: 'Headers, sections, buttons and so on' },
		{ name: 'JSON', value: 'json', description: 'A list of blocks as JSON' },
		{ name: 'None', value: 'none', description: 'Only the text' },
	],
	default: 'none',
	description:
		'Rich content that is shown instead of the text. The text then remains as the preview in lists and notifications.',
};

const blocksJson: INodeProperties = {
	displayName: 'Blocks (JSON)',
	name: 'blocksJson',
	type: 'json',
	typeOptions: { rows: 8 },
	default: '[]',
	displayOptions: { show: { blocksMode: ['json'] } },
	description:
		'A JSON list of blocks: section, header, image, context, actions, input. Example: [{"type": "header", "text": {"type": "plain_text", "text": "Hi"}}].',
};

const brokenBlocks: INodeProperties = {
	displayName: 'Blocks That Twake Cannot Show',
	name: 'brokenBlocks',
	type: 'options',
	options: [
		{
			name: 'Leave Out',
			value: 'drop',
			description: 'The rest is sent, with a hint beside the output',
		},
		{ name: 'Refuse', value: 'refuse', description: 'The item fails and nothing is sent' },
	],
	default: 'refuse',
	displayOptions: { show: { blocksMode: ['json'] } },
	description: 'What to do about blocks that the web client breaks over or does not show',
};

/** The parameters for blocks, in all ways of entering them. */
export const blockFields = [blocksMode, blockBuilder, blocksJson, brokenBlocks];
