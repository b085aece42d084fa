import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { splitText } from '../../nodes/Chatwoot/actions/messaging/split';
import { executeNode, itemWithFile } from '../engine';
import { shrinkTime } from '../shared/fast-clock';
import { byId, chatwootRun, demo, doInAccount, meddling, shownIn } from './chatwoot';
import { asBot, Desk } from './desk';

const desk = new Desk('message');
const at = '/api/v1/accounts/1/conversations/1';
const three = 'First.\n\nSecond.\n\nThird.';
const answer = (more: object = {}, change: object = {}) => ({
	conversation: byId(demo.conversation),
	text: three,
	additionalFields: { severalMessages: { split: { typing: 0 } }, ...more },
	...change,
});
const written = () => shownIn(desk.chatwoot).slice(2);
const split = (given: object) => ({ severalMessages: { split: given } });
const customerWrites = async (content: string): Promise<number> => {
	const body = { content, message_type: 'incoming' };
	return (await doInAccount(desk.chatwoot, 'POST', 'conversations/1/messages', body)).id;
};
/** Calls `act` just before the server handles the second message. */
const beforeSecond = async <T>(act: () => void, work: () => Promise<T>): Promise<T> => {
	let posts = 0;
	return await meddling(
		desk.chatwoot,
		(_nth, { method, path }) => {
			if (method === 'POST' && path === `${at}/messages` && ++posts === 2) act();
		},
		work,
	);
};

afterEach(() => {
	jest.restoreAllMocks();
});

describe('Message > Create, as several messages', () => {
	it('writes one after the other, and puts out the last with the IDs of all', async () => {
		const [output] = await desk.output('create', answer());

		expect(written()).toEqual(['First.', 'Second.', 'Third.']);
		const ids = desk.chatwoot.state.messages.where(({ id }) => id > 2).map(({ id }) => id);
		expect(output).toMatchObject({ content: 'Third.', id: ids[2], message_ids: ids });
	});

	it('shows typing in between, for as long as the next one is', async () => {
		shrinkTime(100);
		const began = Date.now();
		const long = `First.\n\n${'x'.repeat(200)}\n\nThird.`;
		const parameters = answer(split({ typing: 2, longestTyping: 3 }), { text: long });
		await desk.output('create', parameters);

		expect(Date.now() - began).toBeGreaterThanOrEqual(30);
		expect(desk.sent('POST').map(([path]) => path.replace('/conversations/1/', ''))).toEqual([
			'messages',
			'toggle_typing_status',
			'messages',
			'toggle_typing_status',
			'messages',
		]);
	});

	it.each([
		['note', [true]],
		['incoming', []],
	])('shows the customer nothing of typing when it is: %s', async (messageType, shown) => {
		shrinkTime(100);
		const parameters = answer(split({}), { messageType, text: 'One\n\nTwo' });
		await desk.output('create', parameters);

		const typing = desk.sent('POST').filter(([path]) => path.endsWith('typing_status'));
		expect(typing.map(([, body]) => (body as IDataObject).is_private)).toEqual(shown);
	});

	it('ends the waiting when the execution is cancelled', async () => {
		const parameters = {
			resource: 'message',
			operation: 'create',
			account: byId(demo.account),
			...answer(split({ typing: 30, longestTyping: 30 }), { text: `One\n\n${'x'.repeat(200)}` }),
		} as INodeParameters;
		const began = Date.now();
		const { execution } = await executeNode({
			...chatwootRun(desk.chatwoot, { parameters }),
			whileRunning: (cancel) => {
				const look = setInterval(() => {
					const isTyping = desk.sent('POST').some(([path]) => path.endsWith('typing_status'));
					if (!isTyping) return;
					clearInterval(look);
					cancel();
				}, 20);
			},
		});

		expect(execution.status).toBe('canceled');
		expect(Date.now() - began).toBeLessThan(25_000);
		expect(written()).toEqual(['One']);
	});

	it('keeps braces in every part, and sends files and reply in their places', async () => {
		const additionalFields = { ...answer().additionalFields, replyTo: '1' };
		const parameters = {
			...answer(),
			additionalFields,
			text: 'A {{ b\n\nC }}',
			attachments: 'data',
		};
		const file = itemWithFile({}, Buffer.from('x'), { fileName: 'a.txt', mimeType: 'text/plain' });
		await desk.output('create', parameters, { items: [file] });

		const [first, last] = desk.chatwoot.state.messages.where(({ id }) => id > 2);
		expect([first.content, last.content]).toEqual(['A {{ b', 'C }}']);
		expect(first.content_attributes.in_reply_to).toBe(1);
		expect(last.content_attributes.in_reply_to ?? null).toBeNull();
		const owners = desk.chatwoot.state.attachments.where(() => true);
		expect(owners.map(({ message_id }) => message_id)).toEqual([last.id]);
	});

	it('says what is written when it fails half-way, and goes on there with a key', async () => {
		const keyed = answer({ messageKey: 'a1' });
		const conversation = desk.chatwoot.state.conversations.get(1)!;
		const lose = () => {
			conversation.display_id = 99;
		};
		const refusal = await beforeSecond(lose, async () => await desk.refusal('create', keyed));
		conversation.display_id = 1;

		expect(refusal).toContain('Written so far, 1 of 3 messages: 3. Run the item again');
		expect(written()).toEqual(['First.']);
		const [output] = await desk.output('create', keyed);
		expect(written()).toEqual(['First.', 'Second.', 'Third.']);
		expect(output).toMatchObject({ result: 'created', message_ids: [3, 4, 5] });
		expect(await desk.output('create', keyed)).toMatchObject([{ result: 'unchanged' }]);
		expect(written()).toHaveLength(3);
	});

	it('takes no part for a message whose key looks like a further one', async () => {
		await desk.output('create', answer({ messageKey: 'a1' }));
		await desk.output('create', {
			...answer(),
			text: 'x',
			additionalFields: { messageKey: 'a1 (2)' },
		});

		expect(written()).toEqual(['First.', 'Second.', 'Third.', 'x']);
	});

	it('writes none twice when many executions want them at once', async () => {
		const keyed = answer({ messageKey: 'a1' });
		await Promise.all(Array.from({ length: 6 }, () => desk.output('create', keyed)));
		expect(written()).toEqual(['First.', 'Second.', 'Third.']);
	});

	it.each([
		['a user', {}],
		['a bot', asBot],
	])('stops when the customer writes in between, by the token of %s', async (_whose, rest) => {
		const question = await customerWrites('Where?');
		const interrupt = () => {
			const { messages } = desk.chatwoot.state;
			const before = messages.get(question)!;
			messages.insert({
				...before,
				id: question + 10,
				content: 'Never mind',
				created_at: Date.now() + 1,
			});
		};
		const parameters = answer({ nothingNewSince: String(question) });
		let posts = 0;
		const [output] = await meddling(
			desk.chatwoot,
			(_nth, { method, path }) => {
				const isLook = method === 'GET' && path === at;
				if (isLook && ++posts === 2) interrupt();
			},
			async () => await desk.output('create', parameters, rest),
		);

		expect(output).toMatchObject({
			sent: false,
			reason: 'newMessage',
			by: 'Carla Customer',
			message_ids: [question + 1],
		});
		expect(written()).toEqual(['Where?', 'First.', 'Never mind']);
	});

	it('does not count its own messages as new', async () => {
		const question = await customerWrites('Where?');
		const [output] = await desk.output('create', answer({ nothingNewSince: String(question) }));
		expect(output).toMatchObject({ sent: true, content: 'Third.' });
	});

	it.each<[object, string]>([
		[answer({}, { text: ' ', attachments: '' }), '"Text" is empty'],
		[answer({ cannedResponse: byId(1) }), 'does not go with a canned response'],
		[
			answer({}, { contentType: 'input_select', selectOptions: { option: [{ title: 'Yes' }] } }),
			'needs a Text that can be split Choose the Content Type Text',
		],
		[answer(split({ typing: -1 })), 'should be seconds from 0 to 30, but is "-1"'],
		[answer(split({ typing: '={{ "x" }}' })), 'should be seconds from 0 to 30, but is "x"'],
		[answer(split({ typing: '' })), 'Typing per 100 Characters" is empty'],
		[answer(split({ at: 'length', length: 0 })), 'should be a whole number from 1 on'],
	])('refuses what cannot be: %j', async (parameters, text) => {
		expect(await desk.refusal('create', parameters)).toContain(text);
		expect(desk.sent('POST')).toEqual([]);
	});
});

describe('splitting a text', () => {
	it.each<[string, number | undefined, string[]]>([
		['one', undefined, ['one']],
		[' one \r\n \r\n\r\n two\nthree ', undefined, ['one', ' two\nthree']],
		['a\n\n```\nb\n\nc\n```\n\nd', undefined, ['a', '```\nb\n\nc\n```', 'd']],
		['a\n\nb\n\nc\n\nd', undefined, ['a', 'b', 'c\n\nd']],
		['One two. Three four', 12, ['One two.', 'Three four']],
		['aaaaaaaaaa', 4, ['aaaa', 'aaaa', 'aa']],
		['😀😀😀', 3, ['😀', '😀', '😀']],
		['😀😀', 1, ['😀', '😀']],
		['abc def', 3, ['abc', 'def']],
	])('makes of %j within %s: %j', (text, length, parts) => {
		expect(splitText(text, length, 3)).toEqual(parts);
	});

	it('loses no visible character, whatever the text', () => {
		for (let seed = 1; seed < 500; seed++) {
			const letters = ['a', ' ', '\n', '.', '`', '```', '😀', '\r\n', '{{', 'word'];
			let state = seed;
			const next = () => (state = (state * 48_271) % 2_147_483_647);
			const text = Array.from({ length: 40 }, () => letters[next() % letters.length]).join('');
			for (const length of [undefined, 1, 7, 20]) {
				const parts = splitText(text, length, 10);
				expect(parts.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
				expect(parts.every((part) => part.trim() !== '')).toBe(true);
				expect(parts.length).toBeLessThanOrEqual(10);
			}
		}
	});
});
