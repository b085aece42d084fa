import { demoWorld, startChatwoot } from '../../sandbox/chatwoot';
import { demoIds as matrixIds, startMatrix } from '../../sandbox/matrix';
import { demoIds, startTwake } from '../../sandbox/twake';
import { openWindow } from '../../sandbox/window';
import type { N8n, Window } from '../../sandbox/window';
import type { Servers } from '../../sandbox/window/shown';
import { blocksIn } from '../../sandbox/window/shown/blocks';
import type { Conversation, Shown } from '../../sandbox/window/shown/types';

/** A busy machine is slow; nothing is faster for a shorter limit. */
const PATIENCE = 60_000;

let servers: Servers;
let window: Window;
const started: string[] = [];
const n8n: N8n = {
	url: 'http://127.0.0.1:1',
	workflows: [{ id: 'w1', name: 'Bridge', about: 'Moves messages', canStart: true }],
	runs: async () =>
		await Promise.resolve([
			{ id: '7', workflow: 'Bridge', workflowId: 'w1', status: 'success', startedAt: 1, took: 2 },
		]),
	start: async (id) => {
		await Promise.resolve();
		started.push(id);
	},
	cookie: async () => await Promise.resolve('n8n-auth=signed-in'),
};

beforeEach(async () => {
	const [chatwoot, twake, matrix] = await Promise.all([
		startChatwoot(),
		startTwake(),
		startMatrix(),
	]);
	servers = { chatwoot, twake, matrix };
	window = await openWindow(servers, n8n);
});

afterEach(async () => {
	await window.close();
	await Promise.all(Object.values(servers).map(async (server) => await server.close()));
});

async function act(name: string, body: object, headers: Record<string, string> = {}) {
	const response = await fetch(`${window.url}/acts/${name}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(body),
	});
	return { status: response.status, json: (await response.json()) as Record<string, string> };
}

/** Watches as a browser does until what is shown fits. */
async function shownOnce(fits: (shown: Shown) => boolean): Promise<Shown> {
	const response = await fetch(`${window.url}/events`, { signal: AbortSignal.timeout(PATIENCE) });
	let text = '';
	const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
	for (let read = await reader.read(); !read.done; read = await reader.read()) {
		text += read.value;
		const events = text.split('\n\n');
		text = events.pop()!;
		const fitting = events
			.map((event) => JSON.parse(event.replace(/^data: /, '')) as Shown)
			.find(fits);
		if (fitting) return fitting;
	}
	throw new Error('The feed ended.');
}

async function asAlice(path: string, content: object): Promise<void> {
	const response = await fetch(servers.matrix.url + path, {
		method: 'PUT',
		headers: { authorization: `Bearer ${matrixIds.aliceToken}` },
		body: JSON.stringify(content),
	});
	expect(response.status).toBe(200);
}

const textsOf = ({ lines }: Pick<Conversation, 'lines'>) => lines.map(({ text }) => text);

describe('the window into the sandbox', () => {
	it('shows what all servers hold, and what n8n did', async () => {
		const { chatwoot, twake, matrix, n8n: shown } = await shownOnce(({ n8n: it }) => !!it?.runs[0]);
		expect(chatwoot.agent.name).toBe('Arthur Agent');
		expect(chatwoot.conversations).toMatchObject([
			{ customer: 'Carla Customer', inbox: 'Website Bridge', status: 'open', assignee: 0 },
		]);
		expect(textsOf(chatwoot.conversations[0])).toEqual([
			'Where is my parcel?',
			'It left our house this morning.',
		]);
		expect(twake).toMatchObject({ name: 'Support', colleague: 'Alice Martin', threads: [] });
		expect(matrix).toMatchObject({
			threads: [{ posts: [{ text: 'Where do we answer customers?' }] }],
		});
		expect(shown).toMatchObject({ workflows: [{ id: 'w1' }], runs: [{ id: '7' }] });
	});

	it('lets a customer write, again in the same conversation', async () => {
		const { json } = await act('customer-writes', { name: 'Grace', text: 'Hello' });
		const again = { name: 'Grace', text: 'Anybody there?', source: json.source };
		expect((await act('customer-writes', again)).json).toEqual(json);
		const { chatwoot } = await shownOnce((shown) => shown.chatwoot.conversations.length === 2);
		const mine = chatwoot.conversations.filter(({ source }) => source === json.source);
		expect(mine.map(textsOf)).toEqual([['Hello', 'Anybody there?']]);
		expect(mine[0].lines[0]).toMatchObject({ author: 'Grace', by: 'customer' });
	});

	it('lets an agent answer, note, assign, label and resolve, and tells webhooks', async () => {
		const told: string[] = [];
		for (const event of ['message_created', 'conversation_status_changed'] as const)
			servers.chatwoot.state.events.on(event, () => told.push(event));
		const number = 1;
		await act('agent-writes', { number, text: 'On its way', isNote: false });
		await act('agent-writes', { number, text: 'Late again', isNote: true });
		await act('agent-assigns', { number, assignee: demoWorld.agent?.id });
		await act('agent-labels', { number, labels: ['urgent'] });
		await act('agent-sets-status', { number, status: 'resolved' });
		const { chatwoot } = await shownOnce(({ chatwoot: { conversations } }) =>
			conversations.some(({ status }) => status === 'resolved'),
		);
		const [conversation] = chatwoot.conversations;
		expect(conversation).toMatchObject({ assignee: 2, labels: ['urgent'] });
		const said = conversation.lines.filter(({ by }) => by !== 'log').slice(2);
		expect(said.map(({ by, text }) => [by, text])).toEqual([
			['agent', 'On its way'],
			['note', 'Late again'],
		]);
		expect(told).toEqual(['message_created', 'message_created', 'conversation_status_changed']);
	});

	it('lets a colleague begin a thread with a file and reply', async () => {
		const file = { name: 'list.txt', type: 'text/plain', content: btoa('1 chair') };
		await act('colleague-writes', { text: 'Look', file });
		const { twake } = await shownOnce((shown) => shown.twake.threads.length === 1);
		const [{ id, posts }] = twake.threads;
		expect(posts[0]).toMatchObject({ author: 'Alice Martin', by: 'agent', text: 'Look' });
		expect(posts[0].files).toMatchObject([{ name: 'list.txt', isImage: false }]);
		expect(await (await fetch(posts[0].files[0].url)).text()).toBe('1 chair');
		await act('colleague-writes', { text: 'Seen', thread: id });
		const after = await shownOnce((shown) => shown.twake.threads[0].posts.length === 2);
		expect(after.twake.threads[0].posts[1].text).toBe('Seen');
	});

	it('says in the words of the server what it refuses', async () => {
		await act('colleague-writes', { text: 'Press me' });
		const [thread] = servers.twake.state.threads.keys();
		const press = { thread, message: thread, action: 'yes', form: {} };
		expect(await act('colleague-presses', press)).toEqual({
			status: 422,
			json: { message: 'Application hooks_url is not defined' },
		});
		expect(servers.twake.state.applications.get(demoIds.application)?.api.hooks_url).toBe('');
	});

	it('lets a member begin a thread with a file in the room of Twake Chat, and reply', async () => {
		const file = { name: 'list.txt', type: 'text/plain', content: btoa('1 chair') };
		await act('member-writes', { text: 'Look', file });
		const { matrix } = await shownOnce((shown) => shown.matrix.threads.length === 2);
		const { id, posts } = matrix.threads[1];
		expect(posts).toMatchObject([{ author: 'Alice Martin', by: 'agent', text: 'Look' }]);
		expect(posts[0].files).toMatchObject([{ name: 'list.txt', isImage: false }]);
		expect(await (await fetch(posts[0].files[0].url)).text()).toBe('1 chair');
		await act('member-writes', { text: 'Seen', thread: id });
		const after = await shownOnce((shown) => shown.matrix.threads[1].posts.length === 2);
		expect(after.matrix.threads[1].posts[1]).toMatchObject({ text: 'Seen', files: [] });
	});

	it('shows what was said in Twake Chat as it is now', async () => {
		await act('member-writes', { text: 'Befor' });
		const { matrix } = await shownOnce((shown) => shown.matrix.threads.length === 2);
		const [gone, { id }] = matrix.threads;
		const room = `/_matrix/client/v3/rooms/${encodeURIComponent(matrixIds.support)}`;
		const relate = async (type: string, relation: object, content: object = {}) =>
			await asAlice(`${room}/send/${type}/${type}`, { ...content, 'm.relates_to': relation });
		const text = { msgtype: 'm.text', body: 'Before' };
		const edit = { rel_type: 'm.replace', event_id: id };
		await relate('m.room.message', edit, { ...text, 'm.new_content': text });
		await relate('m.reaction', { rel_type: 'm.annotation', event_id: id, key: '👍' });
		await asAlice(`${room}/redact/${encodeURIComponent(gone.id)}/1`, {});
		const after = await shownOnce((shown) => shown.matrix.threads.length === 1);
		expect(after.matrix.threads[0].posts).toMatchObject([
			{ text: 'Before', reactions: [{ name: '👍', count: 1 }] },
		]);
	});

	it('starts a workflow and opens the editor signed in', async () => {
		await act('start-workflow', { id: 'w1' });
		expect(started).toEqual(['w1']);
		const response = await fetch(`${window.url}/editor/workflow/w1`, { redirect: 'manual' });
		expect(response.headers.get('location')).toBe('http://127.0.0.1:1/workflow/w1');
		expect(response.headers.get('set-cookie')).toMatch(/^n8n-auth=signed-in; .*HttpOnly/);
		const elsewhere = await fetch(`${window.url}/editor//evil.example/x`, { redirect: 'manual' });
		expect(elsewhere.headers.get('location')).toBe('http://127.0.0.1:1/evil.example/x');
	});

	it.each([
		['another site', { origin: 'https://evil.example' }, 403],
		['a form', { 'content-type': 'text/plain' }, 415],
	])('takes nothing from %s', async (_who, headers, status) => {
		const before = servers.chatwoot.state.messages.all().length;
		const write = { name: 'Eve', text: 'Let me in' };
		expect((await act('customer-writes', write, headers)).status).toBe(status);
		expect(servers.chatwoot.state.messages.all()).toHaveLength(before);
	});

	it.each(['/', '/main.js', '/style.css'])('serves %s with a policy', async (path) => {
		const response = await fetch(window.url + path);
		expect(response.status).toBe(200);
		expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
		expect((await response.text()).length).toBeGreaterThan(500);
	});
});

describe('blocks', () => {
	it('are shown as Twake shows them, whatever is stored', () => {
		const text = { type: 'mrkdwn', text: 'May we?' };
		const button = { type: 'button', action_id: 'a', text, style: 'primary' };
		const shown = blocksIn([
			{ type: 'section', text, accessory: { type: 'checkboxes' } },
			{ type: 'actions', elements: [button, null, 'x'] },
			{ type: 'divider' },
			{ type: 'header', text: 'a bare string' },
			7,
		]);
		expect(shown).toEqual([
			{ type: 'section', text: 'May we?', fields: [], elements: [] },
			{
				type: 'actions',
				elements: [{ type: 'button', action: 'a', text: 'May we?', style: 'primary' }],
			},
			{ type: 'header', text: '' },
		]);
		expect(blocksIn('no list')).toEqual([]);
	});
});
