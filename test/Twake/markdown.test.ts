import fc from 'fast-check';
import type { INodeParameters } from 'n8n-workflow';
import { escapeMarkdown } from '../../nodes/Twake/api/markdown';
import { startTwake } from '../../sandbox/twake';
import type { TwakeSandbox } from '../../sandbox/twake';
import { runNode } from '../engine';
import { byId, createInSupport, shownIn, twakeRun } from './twake';

describe('a text from outside', () => {
	it.each([
		['**bold** _it_ ~no~', '\\*\\*bold\\*\\* \\_it\\_ \\~no\\~'],
		['[click](https://evil.test)', '\\[click\\](https://evil.test)'],
		['# Title\n- item\n> quote\n1. one', '\\# Title\n\\- item\n\\> quote\n1\\. one'],
		['`code` <b> &lt;', '\\`code\\` \\<b\\> \\&lt;'],
		['a\\*b', 'a\\\\\\*b'],
		['jane@example.com', 'jane@example.com'],
		['plain - text, 1.5 € (really)', 'plain - text, 1.5 € (really)'],
		['https://example.com/a_b', 'https://example.com/a%5Fb'],
		['https://x.test/a)b', 'https://x.test/a%29b'],
		['see https://x.test/a_b_c, or *not*', 'see https://x.test/a%5Fb%5Fc, or \\*not\\*'],
		['(https://x.test/a_(b)).', '(https://x.test/a%5F%28b%29).'],
		['**https://x.test/a_b**', '\\*\\*https://x.test/a%5Fb\u200a\\*\\*'],
		['<https://x.test/a_b>', '\\<https://x.test/a%5Fb\u200a\\>'],
		['https://x.test/a - 1. b\n- c', 'https://x.test/a - 1. b\n\\- c'],
		['by https://x.test/@alice @bob', 'by https://x.test/@alice @\u2060bob'],
		['x https://bob@x.test/a_b', 'x https://bob@x.test/a\\_b'],
		['xhttps://x.test/a_b', 'xhttps://x.test/a\\_b'],
		['https:// a_b', 'https:// a\\_b'],
	])('%j becomes %j', (text, escaped) => {
		expect(escapeMarkdown(text)).toBe(escaped);
	});

	it.each(['@all', 'hi @alice', '\n@here', '*@channel*', '@@everyone'])(
		'mentions nobody: %j',
		(text) => {
			// The server's own way of finding mentions.
			expect(escapeMarkdown(text)).not.toMatch(/(?: |^)@[a-zA-Z0-9-_.]+/m);
		},
	);

	const textWithAddresses = fc
		.array(fc.oneof(fc.string(), fc.constantFrom('https://x.test/', 'http://', '(', ')', ' ', '_')))
		.map((parts) => parts.join(''));

	it('has no sign left that could begin markup', () => {
		fc.assert(
			fc.property(textWithAddresses, (text) => {
				const rest = escapeMarkdown(` ${text}`).replace(/\\[^]/g, 'x');
				expect(rest).not.toMatch(/[\\`*_~[\]<>|]/);
				expect(rest).not.toMatch(/^\s*([#+=-]|\d+[.)])/m);
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('Escape Markdown in Expressions', () => {
	let twake: TwakeSandbox;
	const item = { name: '**Bob**', text: '@all\n# Look' };
	const post = async (change: INodeParameters) => {
		const additionalFields = { escapeMarkdown: true };
		const parameters = { ...createInSupport, additionalFields, ...change };
		return (await runNode(twakeRun(twake, { parameters, items: [item] })))[0];
	};
	const TEMPLATE = '=**{{ $json.name }}** wrote {{ $json.text }} [here]({{ "https://x.test" }})';

	beforeEach(async () => {
		twake = await startTwake();
	});
	afterEach(async () => {
		await twake.close();
	});

	it('leaves one’s own markup alone', async () => {
		await post({ text: TEMPLATE });

		expect(shownIn(twake)).toEqual([
			['**\\*\\*Bob\\*\\*** wrote @\u2060all\n\\# Look [here](https://x.test)'],
		]);
	});

	it('leaves a text that was typed alone', async () => {
		await post({ text: '**Hello** @all' });

		expect(shownIn(twake)).toEqual([['**Hello** @all']]);
	});

	it('is for the message of a new thread too', async () => {
		const additionalFields = { escapeMarkdown: true, newThreadText: '=New: {{ $json.name }}' };
		await post({ operation: 'createOrReply', threadKey: 'k', text: 'x', additionalFields });

		expect(shownIn(twake)).toEqual([['New: \\*\\*Bob\\*\\*']]);
	});

	it('is for blocks that show Markdown, and for no others', async () => {
		const block = [
			{ type: 'section', text: '=*{{ $json.name }}*', fields: '=a\n{{ $json.name }}' },
			{ type: 'header', text: '={{ $json.name }}' },
		];
		const thread = await post({
			blocksMode: 'builder',
			blocks: { block },
			simplify: false,
		} as never);

		expect(thread.message).toMatchObject({
			blocks: [
				{
					text: { text: '*\\*\\*Bob\\*\\**' },
					fields: [{ text: 'a' }, { text: '\\*\\*Bob\\*\\*' }],
				},
				{ text: { text: '**Bob**' } },
			],
		});
	});

	it('is off unless somebody wants it', async () => {
		await post({ text: '={{ $json.name }}', additionalFields: {} });

		expect(shownIn(twake)).toEqual([['**Bob**']]);
	});

	it('is for what an update brings too', async () => {
		const { id } = await post({ text: 'Old' });
		const update = { resource: 'message', operation: 'update', thread: byId(String(id)) };
		await post({ ...update, text: '={{ $json.name }}' });

		expect(shownIn(twake)).toEqual([['\\*\\*Bob\\*\\*']]);
	});
});
