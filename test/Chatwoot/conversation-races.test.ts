import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { demoWorld } from '../../sandbox/chatwoot';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { executeNode } from '../engine';
import { byId, chatwootRun, demo, doInAccount, shownIn } from './chatwoot';
import { useSlowChatwoot } from './slow-proxy';
import type { SlowProxy } from './slow-proxy';

let chatwoot: ChatwootSandbox;
let proxy: SlowProxy;

useSlowChatwoot((started, between) => {
	chatwoot = started;
	proxy = between;
});

interface Item {
	by: 'email' | 'phoneNumber';
	person: number;
}
const emailOf = (person: number) => `p${person}@x.example`;
const phoneOf = (person: number) => `+49170000000${person}`;

/** Each item names its person by either attribute; a new contact gets both. */
const parametersOf = (operation: object) => ({
	...operation,
	account: byId(demo.account),
	inbox: byId(demo.api),
	findBy: '={{ $json.by }}',
	email: '={{ $json.email }}',
	phoneNumber: '={{ $json.phone }}',
	newContact: { email: '={{ $json.email }}', phoneNumber: '={{ $json.phone }}' },
	text: '={{ $json.text }}',
	options: { concurrency: 20 },
});
const operations: Array<[string, object, boolean]> = [
	['Message > Send to Contact', { resource: 'message', operation: 'sendToContact' }, true],
	['Conversation > Find or Create', { resource: 'conversation', operation: 'findOrCreate' }, false],
];

const arbitraryItems = fc.array(
	fc.record({ by: fc.constantFrom('email', 'phoneNumber'), person: fc.nat(3) }),
	{ minLength: 2, maxLength: 20 },
) as fc.Arbitrary<Item[]>;

describe.each(operations)(
	'%s, with any order of requests and answers',
	(_name, operation, sends) => {
		it('makes one contact and one conversation per person and loses no message', async () => {
			const check = async (given: Item[], delays: number[]) => {
				chatwoot.seed(demoWorld);
				proxy.delays = delays;
				const items = given.map(({ by, person }, index) => {
					const [email, phone] = [emailOf(person), phoneOf(person)];
					return { by, email, phone, text: `${person}: ${index}` };
				});
				const parameters = parametersOf(operation);
				const run = chatwootRun(chatwoot, {
					parameters,
					items,
					credential: { baseUrl: proxy.url },
				});
				const { error, json } = await executeNode(run);

				expect(error).toBeUndefined();
				const people = [...new Set(given.map(({ person }) => person))];
				const { contacts, conversations } = chatwoot.state;
				expect(contacts.where(() => true)).toHaveLength(3 + people.length);
				expect(conversations.where(() => true)).toHaveLength(1 + people.length);
				for (const person of people) {
					const mine = given.flatMap((item, index) => (item.person === person ? [index] : []));
					const numbers = new Set(
						mine.map((index) => json[index].conversation_id ?? json[index].id),
					);
					expect(numbers.size).toBe(1);
					if (!sends) continue;
					const texts = mine.map((index) => items[index].text);
					expect([...shownIn(chatwoot, Number([...numbers][0]))].sort()).toEqual(texts.sort());
				}
			};
			const delays = fc.array(fc.constantFrom(0, 1, 30), { minLength: 1, maxLength: 12 });
			await fc.assert(fc.asyncProperty(arbitraryItems, delays, check), { numRuns: 15 });
		});
	},
);

describe.each(operations)('%s, in three executions at once', (_name, operation, sends) => {
	const one = { ...operation, account: byId(demo.account), inbox: byId(demo.api) };
	const inThree = async (parameters: object) => {
		const execute = async (text: string) => {
			const credential = { baseUrl: proxy.url };
			const run = chatwootRun(chatwoot, {
				parameters: { ...one, ...parameters, text },
				credential,
			});
			const { error, json } = await executeNode(run);
			expect(error).toBeUndefined();
			return json[0];
		};
		return await Promise.all(['one', 'two', 'three'].map(execute));
	};
	const numbersOf = (outputs: IDataObject[]) =>
		outputs.map(({ id, conversation_id }) => Number(conversation_id ?? id));

	it('opens one conversation with a known contact who has none that goes on', async () => {
		for (const row of chatwoot.state.conversations.where(() => true)) row.status = 'resolved';
		const before = chatwoot.state.conversations.where(() => true).length;
		proxy.delays = [30];
		const outputs = await inThree({ findBy: 'contact', contact: byId(demo.carla) });

		expect(chatwoot.state.conversations.where(() => true)).toHaveLength(before + 1);
		expect(new Set(numbersOf(outputs)).size).toBe(1);
		expect(outputs.map(({ conversation_action }) => conversation_action).sort()).toEqual([
			'continued',
			'continued',
			'created',
		]);
		if (!sends) return;
		expect([...shownIn(chatwoot, numbersOf(outputs)[0])].sort()).toEqual(['one', 'three', 'two']);
	});

	it('makes one contact and one conversation of a new person', async () => {
		proxy.delays = [30];
		const outputs = await inThree({ findBy: 'phoneNumber', phoneNumber: phoneOf(7) });

		expect(chatwoot.state.contacts.where((row) => row.phone_number === phoneOf(7))).toHaveLength(1);
		expect(new Set(numbersOf(outputs)).size).toBe(1);
		expect(outputs.filter(({ contact_action }) => contact_action === 'created')).toHaveLength(1);
	});

	it('tells of the conversation that another process opened at the same moment', async () => {
		const account = '/api/v1/accounts/1';
		proxy.before = async ({ method, path }) => {
			if (method !== 'POST' || path !== `${account}/conversations`) return;
			const body = { inbox_id: demo.api, contact_id: demo.erin };
			await doInAccount(chatwoot, 'POST', 'conversations', body);
		};
		const parameters = { ...one, findBy: 'contact', contact: byId(demo.erin), text: 'Hello' };
		const run = chatwootRun(chatwoot, { parameters, credential: { baseUrl: proxy.url } });
		const { json, hints } = await executeNode(run);

		const [mine] = numbersOf(json);
		const other = chatwoot.state.conversations.find(
			(row) => row.contact_id === demo.erin && row.display_id !== mine,
		)!.display_id;
		expect(json).toMatchObject([{ conversation_action: 'created', other_conversations: [other] }]);
		expect(hints.join()).toContain(`opened at the same moment: ${other}`);
	});

	it('keeps what it opened when the look behind it fails', async () => {
		let isOpen = false;
		proxy.before = ({ method, path }) => {
			isOpen ||= method === 'POST' && path.endsWith('/conversations');
		};
		proxy.cut = ({ method, path }) =>
			isOpen && method === 'GET' && path.endsWith(`/contacts/${demo.erin}/conversations`);
		const options = { timeout: 1, maxWait: 0 };
		const parameters = {
			...one,
			findBy: 'contact',
			contact: byId(demo.erin),
			text: 'Hi',
			options,
		};
		const run = chatwootRun(chatwoot, { parameters, credential: { baseUrl: proxy.url } });
		const { error, json, hints } = await executeNode(run);

		expect(error).toBeUndefined();
		expect(json).toMatchObject([{ conversation_action: 'created' }]);
		expect(hints.join()).toContain('could not be looked up');
	});
});

describe.each(operations)('%s, when two items name one person differently', (_name, operation) => {
	it('makes one conversation, however long making it takes', async () => {
		proxy.before = async ({ method, path }) => {
			if (method === 'POST' && path.endsWith('/conversations')) await sleep(80);
		};
		const person = { email: emailOf(1), phone: phoneOf(1), text: 'Hello' };
		const items = [
			// The first item runs alone.
			{ by: 'email', email: emailOf(2), phone: phoneOf(2), text: 'Hello' },
			{ by: 'email', ...person },
			{ by: 'phoneNumber', ...person },
		];
		const parameters = parametersOf(operation);
		const run = chatwootRun(chatwoot, { parameters, items, credential: { baseUrl: proxy.url } });
		const { json } = await executeNode(run);

		expect(json.map(({ conversation_action }) => conversation_action)).toEqual([
			'created',
			'created',
			'continued',
		]);
		expect(chatwoot.state.conversations.where(() => true)).toHaveLength(3);
	});
});

describe.each(operations)(
	'%s, when another program is faster or an answer is lost',
	(_name, operation) => {
		it('goes on when the answer to its own request is lost', async () => {
			const account = '/api/v1/accounts/1';
			proxy.cut = ({ method, path }) => method === 'POST' && path === `${account}/contacts`;
			const items = [{ by: 'email', email: emailOf(1), phone: phoneOf(1), text: 'Hello' }];
			const parameters = parametersOf(operation);
			const run = chatwootRun(chatwoot, { parameters, items, credential: { baseUrl: proxy.url } });
			const { json } = await executeNode(run);

			expect(json).toMatchObject([{ conversation_action: 'created' }]);
			expect(chatwoot.state.contacts.where(() => true)).toHaveLength(4);
		});

		it('uses the contact that was made in between', async () => {
			const account = '/api/v1/accounts/1';
			proxy.before = async ({ method, path }) => {
				if (method !== 'POST' || path !== `${account}/contacts`) return;
				const body = { email: emailOf(1), name: 'Made elsewhere' };
				await doInAccount(chatwoot, 'POST', 'contacts', body);
			};
			const items = [{ by: 'email', email: emailOf(1), phone: phoneOf(1), text: 'Hello' }];
			const parameters = parametersOf(operation);
			const run = chatwootRun(chatwoot, { parameters, items, credential: { baseUrl: proxy.url } });
			const { json } = await executeNode(run);

			expect(json).toMatchObject([
				{
					contact_action: 'found',
					conversation_action: 'created',
					contact: { name: 'Made elsewhere' },
				},
			]);
			expect(chatwoot.state.contacts.where(() => true)).toHaveLength(4);
		});
	},
);

describe('Conversation > Create for a person whom items name by ID and by session', () => {
	it('goes one after the other: at once the server opens two where one is to be kept to', async () => {
		const row = chatwoot.state.sessions.get(1)!;
		chatwoot.state.sessions.insert({ ...row, id: 9, contact_id: demo.erin, source_id: 'erin' });
		let current = 0;
		let most = 0;
		proxy.before = async ({ method, path }) => {
			if (method !== 'POST' || !path.endsWith('/conversations')) return;
			most = Math.max(most, ++current);
			await sleep(30);
			current--;
		};
		const items = [
			{ contact: '', session: 'carla-on-the-bridge' },
			{ contact: demo.erin, session: '' },
			{ contact: '', session: 'erin' },
			{ contact: demo.erin, session: 'erin' },
		];
		const parameters = {
			resource: 'conversation',
			operation: 'create',
			account: byId(demo.account),
			inbox: byId(demo.api),
			contact: byId('={{ $json.contact }}'),
			sourceId: '={{ $json.session }}',
		};
		const run = chatwootRun(chatwoot, { parameters, items, credential: { baseUrl: proxy.url } });
		const { error, json } = await executeNode(run);
		expect(error).toBeUndefined();
		expect(json.map(({ source_id }) => source_id)).toEqual([
			'carla-on-the-bridge',
			'erin',
			'erin',
			'erin',
		]);
		expect(most).toBe(1);
	});
});
