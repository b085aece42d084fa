import type { INodeParameters, INodeType } from 'n8n-workflow';
import { errorOf, executeNode, runNode } from '../engine';
import { faults } from '../faults/catalogue';
import { FaultProxy } from '../faults/fault-proxy';
import {
	bodiesOf,
	byId,
	chatwootRun,
	demo,
	doInAccount,
	mark,
	requestsOf,
	shownIn,
} from './chatwoot';
import { shrinkTime } from '../shared/fast-clock';
import { Desk } from './desk';
import { meeting, startSlowProxy } from './slow-proxy';

const desk = new Desk('message');
const path = '/api/v1/accounts/1/conversations/1/messages';
const create = (text: string, messageKey: string, change: INodeParameters = {}) => ({
	resource: 'message',
	operation: 'create',
	account: byId(demo.account),
	conversation: byId(demo.conversation),
	text,
	additionalFields: { messageKey },
	...change,
});
const run = async (parameters: INodeParameters, items?: Array<Record<string, string>>) =>
	await runNode(chatwootRun(desk.chatwoot, { parameters, items }));
/** The node without what this process remembers, as another process has it. */
function nodeOfAnotherProcess(): INodeType {
	let node: INodeType | undefined;
	jest.isolateModules(() => {
		const { Chatwoot } = jest.requireActual<typeof import('../../nodes/Chatwoot/Chatwoot.node')>(
			'../../nodes/Chatwoot/Chatwoot.node',
		);
		node = new Chatwoot();
	});
	return node!;
}
const posts = () => requestsOf(desk.chatwoot).filter((each) => each.startsWith('POST'));

describe('Message > Create with a message key', () => {
	it('writes once, and puts the message out that is there', async () => {
		const [first] = await run(create('Hello', 'greeting'));
		const [second] = await run(create('Hello again', 'greeting'));

		expect(shownIn(desk.chatwoot).slice(2)).toEqual(['Hello']);
		expect(bodiesOf(desk.chatwoot, path)).toEqual([
			{
				content: 'Hello',
				message_type: 'outgoing',
				content_attributes: { message_key: 'greeting', ...mark.content_attributes },
			},
		]);
		expect(first).toMatchObject({ result: 'created', content: 'Hello' });
		expect(second).toMatchObject({ result: 'unchanged', id: first.id, content: 'Hello' });
		expect(second.content_attributes).toEqual({ message_key: 'greeting' });
	});

	it('writes once when many executions want it at the same moment', async () => {
		await Promise.all(Array.from({ length: 10 }, () => run(create('Hello', 'greeting'))));

		expect(shownIn(desk.chatwoot).slice(2)).toEqual(['Hello']);
		expect(posts()).toHaveLength(1);
	});

	it('asks for nothing after writing that could make the item fail', async () => {
		const proxy = await FaultProxy.start(desk.chatwoot.url);
		proxy.begin(({ path: asked }) => (asked.includes('/profile') ? faults['500'] : undefined));
		const parameters = create('Hello', 'greeting');
		const credential = { baseUrl: proxy.url };
		const [output] = await runNode(chatwootRun(desk.chatwoot, { parameters, credential }));
		await proxy.close();

		expect(output).toMatchObject({ result: 'created', content: 'Hello' });
	});

	it('takes back what two processes write at the same moment, and says so', async () => {
		const proxy = await startSlowProxy(desk.chatwoot.url);
		const both = meeting(2);
		proxy.before = async ({ method }) => {
			if (method === 'POST') await both();
		};
		const credential = { baseUrl: proxy.url };
		const twins = [1, 2].map(async () => {
			const parameters = create('Hello', 'greeting');
			return await executeNode({
				...chatwootRun(desk.chatwoot, { parameters, credential }),
				node: nodeOfAnotherProcess(),
			});
		});
		const results = await Promise.all(twins);
		proxy.close();

		expect(results.map(({ error }) => error)).toEqual([undefined, undefined]);
		const [kept, taken] = desk.chatwoot.state.messages.all().slice(-2);
		expect(kept).toMatchObject({ content: 'Hello' });
		expect(taken.content_attributes).toEqual({ deleted: true });
		const outputs = results.map(({ json }) => json[0]);
		expect(outputs.flatMap(({ taken_back: ids }) => ids ?? [])).toContain(taken.id);
		expect(outputs).toContainEqual(expect.objectContaining({ id: kept.id, result: 'created' }));
		expect(results.map(({ hints }) => hints).join()).toContain('at the same moment');
	});

	describe('as several messages', () => {
		const three = (typing: number) => {
			const severalMessages = { split: { typing } };
			const additionalFields = { messageKey: 'a', severalMessages };
			return create('First.\n\nSecond.\n\nThird.', '', { additionalFields });
		};

		it('writes none that another process has written during the typing', async () => {
			shrinkTime(100);
			const proxy = await startSlowProxy(desk.chatwoot.url);
			let typings = 0;
			proxy.before = async ({ path: asked }) => {
				if (!asked.endsWith('/toggle_typing_status') || ++typings > 1) return;
				const parameters = three(0);
				await runNode({
					...chatwootRun(desk.chatwoot, { parameters }),
					node: nodeOfAnotherProcess(),
				});
			};
			const credential = { baseUrl: proxy.url };
			const [output] = await runNode(
				chatwootRun(desk.chatwoot, { parameters: three(1), credential }),
			);
			proxy.close();

			expect(shownIn(desk.chatwoot).slice(2)).toEqual(['First.', 'Second.', 'Third.']);
			const { id, message_ids } = output;
			expect(message_ids).toEqual([3, 4, 5]);
			expect(id).toBe(5);
			expect(output).not.toHaveProperty('taken_back');
		});

		it('asks for the newest messages once, and for each part only for those since', async () => {
			const lines = Array.from({ length: 60 }, () => ({ text: 'line' }));
			await run(create('={{ $json.text }}', ''), lines);
			desk.chatwoot.requests.length = 0;
			const [{ message_ids: ids }] = await run(three(0));

			const written = requestsOf(desk.chatwoot).map((each) => each.replace(path, ''));
			const [one, two] = ids as number[];
			expect(written.slice(written.indexOf('POST '))).toEqual([
				...['POST ', 'GET ', `GET ?after=${one}`],
				...['POST ', 'GET ', `GET ?after=${two}`],
				...['POST ', 'GET '],
			]);
			desk.chatwoot.requests.length = 0;
			await run(three(0));
			expect(requestsOf(desk.chatwoot)).toEqual([`GET ${path}`, 'GET /api/v1/profile']);
		});
	});

	it('keeps what it wrote when the look behind it fails', async () => {
		const proxy = await startSlowProxy(desk.chatwoot.url);
		let isWritten = false;
		proxy.before = ({ method }) => {
			isWritten ||= method === 'POST';
		};
		proxy.cut = ({ method }) => isWritten && method === 'GET';
		const options = { timeout: 1, maxWait: 0 };
		const { error, json, hints } = await executeNode(
			chatwootRun(desk.chatwoot, {
				parameters: create('Hello', 'greeting', { options }),
				credential: { baseUrl: proxy.url },
			}),
		);
		proxy.close();

		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ result: 'created', content: 'Hello' }]);
		expect(hints.join()).toContain('is unknown');
	});

	it('keeps the order when each of many executions brings all it knows', async () => {
		const texts = Array.from({ length: 6 }, (_, index) => `message ${index}`);
		const parameters = create('={{ $json.text }}', '={{ $json.text }}');
		const runs = texts.map((_, last) =>
			run(
				parameters,
				texts.slice(0, last + 1).map((text) => ({ text })),
			),
		);
		await Promise.all(runs.reverse());

		expect(shownIn(desk.chatwoot).slice(2)).toEqual(texts);
	});

	it('finds a key behind newer messages, but not behind a hundred', async () => {
		await run(create('Hello', 'greeting'));
		const lines = (count: number) => Array.from({ length: count }, () => ({ text: 'line' }));
		await run(create('={{ $json.text }}', ''), lines(60));
		const [near] = await run(create('Hello', 'greeting'));
		await run(create('={{ $json.text }}', ''), lines(40));
		const [far] = await run(create('Hello', 'greeting'));

		expect([near.result, far.result]).toEqual(['unchanged', 'created']);
	});

	it('knows keys of notes and of other types too, and another key is another message', async () => {
		const note = { messageType: 'note' };
		await run(create('For us', 'a', note));
		const [again] = await run(create('For us', 'a', note));
		const [other] = await run(create('For us', 'b', note));

		expect([again.result, other.result]).toEqual(['unchanged', 'created']);
	});

	it('does not believe a key that a colleague or a bot has written', async () => {
		const forged = { content: 'Forged', content_attributes: { message_key: 'a' } };
		for (const token of ['AGENT_TOKEN', 'BOT_TOKEN']) {
			await doInAccount(desk.chatwoot, 'POST', 'conversations/1/messages', forged, token);
		}
		const [written] = await run(create('Hello', 'a'));
		const [again] = await run(create('Hello', 'a'));

		expect(shownIn(desk.chatwoot).slice(2)).toEqual(['Forged', 'Forged', 'Hello']);
		expect([written.result, again.result]).toEqual(['created', 'unchanged']);
	});

	it('knows the key of what it wrote in the name of the customer', async () => {
		const incoming = { messageType: 'incoming' };
		await run(create('From me', 'a', incoming));
		const [again] = await run(create('From me', 'a', incoming));
		expect(again.result).toBe('unchanged');
	});

	it('says nothing of a result without a key', async () => {
		const [output] = await run(create('Hello', ' '));

		expect(output).not.toHaveProperty('result');
		expect(requestsOf(desk.chatwoot)).toEqual([`POST ${path}`]);
	});

	it('refuses an unknown message to reply to, as without a key', async () => {
		const additionalFields = { messageKey: 'a', replyTo: '999' };
		const parameters = create('Hello', '', { additionalFields });
		const error = await errorOf(chatwootRun(desk.chatwoot, { parameters }));

		expect(error.message).toContain('is not a message of conversation 1: 999');
		expect(posts()).toEqual([]);
	});
});

describe('Message > Delete by a message key', () => {
	const erase = (change: INodeParameters) => ({
		...create('', ''),
		operation: 'delete',
		additionalFields: {},
		...change,
	});

	it('deletes the message, and does nothing the second time', async () => {
		const [{ id }] = await run(create('Hello', 'greeting'));
		const parameters = erase({ messageKey: 'greeting' });

		expect(await run(parameters)).toEqual([{ deleted: true, id, conversation_id: 1 }]);
		expect(await run(parameters)).toEqual([{ deleted: false, conversation_id: 1 }]);
		expect(desk.chatwoot.state.messages.get(Number(id))!.content_attributes).toEqual({
			deleted: true,
		});
	});

	it('deletes all that the text became, and what is left of it', async () => {
		const split = { at: 'blankLines', typing: 0 };
		const additionalFields = { messageKey: 'greeting', severalMessages: { split } };
		const [{ message_ids: ids }] = await run(
			create('One\n\nTwo\n\nThree', '', { additionalFields }),
		);
		await run(create('Hello', 'other'));
		const [first, second] = ids as number[];
		const deleted = 'This message was deleted';
		const parameters = erase({ messageKey: 'greeting' });
		const proxy = await FaultProxy.start(desk.chatwoot.url);
		proxy.begin(({ method, path: asked }) =>
			method === 'DELETE' && asked.endsWith(`/${second}`) ? faults['500'] : undefined,
		);
		const through = { parameters, credential: { baseUrl: proxy.url } };
		const error = await errorOf(chatwootRun(desk.chatwoot, through));
		await proxy.close();

		expect(error.message).toContain('may have been carried out');
		expect(await run(parameters)).toEqual([{ deleted: true, id: first, conversation_id: 1 }]);
		expect(shownIn(desk.chatwoot).slice(2)).toEqual([deleted, deleted, deleted, 'Hello']);
	});

	it('leaves the message of another user alone', async () => {
		await run(create('Hello', 'greeting'));
		const credential = { accessToken: 'AGENT_TOKEN' };
		const parameters = erase({ messageKey: 'greeting' });

		expect(await runNode(chatwootRun(desk.chatwoot, { parameters, credential }))).toMatchObject([
			{ deleted: false },
		]);
	});

	it('refuses an ID beside it', async () => {
		const parameters = erase({ messageKey: 'greeting', message: '2' });
		const { message } = await errorOf(chatwootRun(desk.chatwoot, { parameters }));

		expect(message).toBe('"Message Key" does not go with a Message ID');
	});
});
