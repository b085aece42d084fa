import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { rowProblem } from '../../nodes/Twake/actions/blocks/row-problems';
import { buildBlocks } from '../../nodes/Twake/api/block-builder';
import type { BlockRow } from '../../nodes/Twake/api/block-builder';
import { blockProblem } from '../../nodes/Twake/api/blocks';

interface Conversion {
	block: string;
	input: object;
	rendered_as?: object[];
	error_when_displayed?: string;
}

const recording = join(__dirname, '../recordings/twake/600-web-client-block-conversion.json');
const { conversions } = JSON.parse(readFileSync(recording, 'utf8')) as {
	conversions: Conversion[];
};
const of = (wanted: (conversion: Conversion) => boolean) => conversions.filter(wanted);

/** What the web client shows only in part, and what is not for applications to send. */
const HALF_SHOWN = [
	'actions with checkboxes / datepicker / timepicker',
	'input with label as a string',
	'twacode',
];

describe('blocks that the web client was given', () => {
	it.each(of(({ error_when_displayed: error }) => error !== undefined))(
		'refuses what breaks the message: $block',
		({ input }) => {
			expect(blockProblem(input)).toBeDefined();
		},
	);

	it.each(
		of(({ rendered_as: shown, error_when_displayed: error }) => !error && shown?.length === 0),
	)('refuses what is not shown: $block', ({ input }) => {
		expect(blockProblem(input)).toBeDefined();
	});

	it.each(of(({ block }) => HALF_SHOWN.includes(block)))(
		'refuses what is half shown: $block',
		({ input }) => {
			expect(blockProblem(input)).toBeDefined();
		},
	);

	it.each(
		of(({ block, rendered_as: shown }) => Boolean(shown?.length) && !HALF_SHOWN.includes(block)),
	)('accepts what is shown: $block', ({ input }) => {
		expect(blockProblem(input)).toBeUndefined();
	});
});

/** The client's rules for a message that it can display (twake.md §9), told apart from ours. */
function breaksTheClient(block: Record<string, unknown>): boolean {
	const label = (value: unknown) => (value as { type?: string; text?: string })?.text !== undefined;
	const list = (value: unknown) =>
		Array.isArray(value) ? (value as Array<Record<string, unknown>>) : undefined;
	const inside = [...(list(block.elements) ?? []), block.accessory, block.element].filter(
		Boolean,
	) as Array<Record<string, unknown>>;
	return (
		block.type === 'divider' ||
		(block.type === 'header' && !label(block.text)) ||
		(block.type === 'actions' && !list(block.elements)?.length) ||
		inside.some(({ type, text }) => type === 'button' && !label(text)) ||
		inside.some(({ type, options }) => type === 'static_select' && !list(options)?.length)
	);
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const text = maybe(fc.string());
const element = fc.record({
	type: fc.constantFrom('button', 'static_select', 'overflow'),
	text,
	actionId: text,
	style: fc.constantFrom('primary', 'danger', 'default'),
	choices: maybe(fc.record({ choice: fc.array(fc.record({ text, value: text })) })),
});
const row: fc.Arbitrary<BlockRow> = fc.record({
	type: fc.constantFrom('header', 'section', 'context', 'image', 'actions', 'input', 'copy'),
	text,
	fields: text,
	label: text,
	value: text,
	actionId: text,
	imageUrl: text,
	elements: maybe(fc.record({ element: fc.array(element, { maxLength: 3 }) })),
});

describe('what is missing in the builder', () => {
	const actions = (...element: object[]): BlockRow => ({ type: 'actions', elements: { element } });

	it.each<[BlockRow[], string | undefined]>([
		[
			[{ type: 'header', text: 'Hi' }, actions({ actionId: 'x' })],
			'Block 2, element 1: "Text" is empty',
		],
		[[{ type: 'header' }], 'Block 1: "Text" is empty'],
		[[{}], 'Block 1: "Text" is empty'],
		[[{ type: 'section', fields: ' ' }], 'Block 1: "Text" is empty'],
		[[{ type: 'image' }], 'Block 1: "Image URL" is empty'],
		[[{ type: 'copy', value: 'x' }], 'Block 1: "Label" is empty'],
		[[actions()], 'Block 1: "Elements" is empty'],
		[[actions({ type: 'overflow' })], 'Block 1, element 1: "Choices" is empty'],
		[
			[actions({ text: 'A' }, { type: 'static_select', choices: { choice: [{ text: 'A' }, {}] } })],
			'Block 1, element 2, choice 2: "Text" is empty',
		],
		[[{ text: 'Hi' }, actions({ text: 'Go' })], undefined],
	])('is said in the words of its fields: %j', (rows, problem) => {
		expect(rowProblem(rows)).toBe(problem);
	});

	it('is all that could be refused in what it builds', () => {
		fc.assert(
			fc.property(fc.array(row), (rows) => {
				const isRefused = buildBlocks(rows).some((block) => blockProblem(block) !== undefined);
				expect(rowProblem(rows) !== undefined).toBe(isRefused);
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('the block builder', () => {
	it('builds nothing that is accepted and breaks the message', () => {
		fc.assert(
			fc.property(fc.array(row), (rows) => {
				for (const block of buildBlocks(rows)) {
					if (blockProblem(block) === undefined) expect(breaksTheClient(block)).toBe(false);
				}
			}),
			{ numRuns: 1000 },
		);
	});

	it('loses no button of a section', () => {
		const element = ['A', 'B'].map((name) => ({ type: 'button', text: name, actionId: name }));

		expect(buildBlocks([{ type: 'section', text: 'Choose', elements: { element } }])).toMatchObject(
			[
				{ type: 'section', text: { text: 'Choose' } },
				{ type: 'actions', elements: [{ action_id: 'A' }, { action_id: 'B' }] },
			],
		);
	});

	it.each<[BlockRow, object]>([
		[
			{ type: 'header', text: 'Hi' },
			{ type: 'header', text: { type: 'plain_text', text: 'Hi' } },
		],
		[
			{ type: 'copy', label: 'Link', value: 'https://x.test' },
			{
				type: 'input',
				label: { type: 'plain_text', text: 'Link' },
				element: {
					type: 'plain_text_input',
					initial_value: 'https://x.test',
					readonly: true,
					copiable: true,
				},
			},
		],
		[
			{ type: 'image', imageUrl: 'https://x.test/a.png' },
			{ type: 'image', image_url: 'https://x.test/a.png', alt_text: '' },
		],
		[
			{ type: 'context', text: 'small' },
			{ type: 'context', elements: [{ type: 'mrkdwn', text: 'small' }] },
		],
		[
			{
				type: 'section',
				text: 'Choose',
				elements: {
					element: [
						{ type: 'static_select', actionId: 'pick', choices: { choice: [{ text: 'A' }] } },
					],
				},
			},
			{
				type: 'section',
				text: { type: 'mrkdwn', text: 'Choose' },
				accessory: {
					type: 'static_select',
					action_id: 'pick',
					options: [{ text: { type: 'plain_text', text: 'A' }, value: 'A' }],
				},
			},
		],
	])('turns %j into what Twake takes', (given, block) => {
		const [built] = buildBlocks([given]);

		expect(built).toEqual(block);
		expect(blockProblem(built)).toBeUndefined();
	});
});
