import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { OFFERED } from '../../nodes/Chatwoot/trigger/fields/events';
import type { Source } from '../../nodes/Chatwoot/trigger/fields/events';
import { startChatwoot } from '../../sandbox/chatwoot';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { runNode } from '../engine';
import type { Listener, ListenOptions } from '../engine/trigger';
import { turns, until } from '../shared/moments';
import { byId, chatwootRun, demo, doInAccount } from './chatwoot';
import { openTrigger } from './trigger';

let chatwoot: ChatwootSandbox;
const open: Listener[] = [];

const listen = async (parameters: INodeParameters = {}, options: ListenOptions = {}) => {
	const source = String(parameters.source ?? 'webhook') as Source;
	const events = OFFERED[source].map(({ value }) => value as string);
	const trigger = await openTrigger(
		{ events, ...parameters },
		{ staticData: {}, ...options },
		chatwoot.url,
	);
	open.push(trigger);
	await trigger.activate();
	return trigger;
};
const call = async (method: string, path: string, body?: object, token?: string) =>
	await doInAccount(chatwoot, method, path, body, token);
const conversation = `conversations/${demo.conversation}`;
const fromCustomer = async (content: string) =>
	await call('POST', `${conversation}/messages`, { content, message_type: 'incoming' });
/** Everything is delivered, and the runs have started. */
async function settled(): Promise<void> {
	await chatwoot.delivered();
	await turns(1);
}
const eventsOf = async (trigger: Listener) => {
	await settled();
	return trigger.runs.map(({ event }) => event).sort();
};

beforeEach(async () => {
	chatwoot = await startChatwoot({ deliveries: { timeout: 60_000, retryDelay: 30 } });
});
afterEach(async () => {
	expect(chatwoot.mistakes).toEqual([]);
	await Promise.all(open.splice(0).map(async (trigger) => await trigger.close()));
	await chatwoot.close();
});

describe('what happens in Chatwoot starts runs', () => {
	it.each<[string, () => Promise<unknown>, string[]]>([
		[
			'a customer writes',
			async () => await fromCustomer('Hello?'),
			['conversation_updated', 'message_created'],
		],
		[
			'an agent writes',
			async () => await call('POST', `${conversation}/messages`, { content: 'Hi' }, 'AGENT_TOKEN'),
			['message_created'],
		],
		[
			'an agent writes a note',
			async () => await call('POST', `${conversation}/messages`, { content: 'x', private: true }),
			[],
		],
		[
			'a conversation is resolved',
			async () => await call('POST', `${conversation}/toggle_status`, { status: 'resolved' }),
			['conversation_status_changed', 'conversation_updated'],
		],
		[
			'labels are set',
			async () => await call('POST', `${conversation}/labels`, { labels: ['urgent'] }),
			['conversation_updated'],
		],
		[
			'the same labels are set again',
			async () => await call('POST', `${conversation}/labels`, { labels: [] }),
			[],
		],
		[
			'a contact is made and renamed',
			async () => {
				const { payload } = await call('POST', 'contacts', { name: 'Zoë' });
				const { id } = (payload as { contact: { id: number } }).contact;
				await call('PATCH', `contacts/${id}`, { name: 'Zoe' });
			},
			['contact_created', 'contact_updated'],
		],
		[
			'somebody types',
			async () =>
				await call('POST', `${conversation}/toggle_typing_status`, { typing_status: 'on' }),
			['conversation_typing_on'],
		],
		[
			'an agent presses Retry',
			async () => await call('POST', `${conversation}/messages/2/retry`, {}),
			['message_updated', 'message_updated'],
		],
	])('%s', async (_, act, expected) => {
		const trigger = await listen();
		await act();
		const events = await eventsOf(trigger);

		// A retry causes two events, which are equal if they are sent together.
		expect([...new Set(events)]).toEqual([...new Set(expected)]);
		expect(trigger.answers.every(({ status }) => status === 200)).toBe(true);
	});

	it('once each, for fifty customers at the same moment', async () => {
		const trigger = await listen({ preset: 'newCustomerMessage' });
		await Promise.all(
			Array.from({ length: 50 }, async (_, index) => await fromCustomer(`Question ${index}`)),
		);
		await settled();

		const texts = trigger.runs.map(({ message }) => (message as IDataObject).content);
		expect(texts.sort()).toEqual(
			Array.from({ length: 50 }, (_, index) => `Question ${index}`).sort(),
		);
	});

	it('with text that Rails escapes, signed over the escaped bytes', async () => {
		const content = '<b>R&D</b> "é"\u2028 👋🏽';
		const trigger = await listen();
		await fromCustomer(content);

		expect(await eventsOf(trigger)).toContain('message_created');
		expect(trigger.runs.find(({ event }) => event === 'message_created')).toMatchObject({
			message: { content },
		});
	});

	it('not for macros, unless somebody said so', async () => {
		const trigger = await listen({ options: { acceptUnsigned: true } });
		const careful = await listen();
		for (const { url } of [trigger, careful]) {
			const actions = [{ action_name: 'send_webhook_event', action_params: [url] }];
			const { payload } = await call('POST', 'macros', {
				name: 'x',
				visibility: 'global',
				actions,
			});
			await call('POST', `macros/${(payload as { id: number }).id}/execute`, {
				conversation_ids: [1],
			});
		}
		await settled();

		expect(trigger.runs).toMatchObject([{ event: 'macro.executed', conversation: { id: 1 } }]);
		expect(careful.runs).toEqual([]);
		expect(careful.answers).toMatchObject([{ status: 401 }]);
	});
});

describe('a bridge does not loop', () => {
	const send = { resource: 'message', operation: 'create', conversation: byId(demo.conversation) };
	const executed = async (parameters: INodeParameters) =>
		await runNode(chatwootRun(chatwoot, { parameters }));

	it('what the Chatwoot node writes starts nothing', async () => {
		const trigger = await listen();
		await executed({ ...send, text: 'From the workflow' });
		await executed({ ...send, text: 'As if from the customer', messageType: 'incoming' });
		await executed({
			resource: 'conversation',
			operation: 'create',
			inbox: byId(demo.api),
			contact: byId(demo.dan),
			text: 'Hello Dan',
		});
		await settled();

		const written = chatwoot.state.messages.where(({ message_type }) => message_type !== 2);
		expect(written).toHaveLength(5);
		expect(trigger.answers.length).toBeGreaterThan(1);
		expect(trigger.runs.filter(({ message }) => message)).toEqual([]);
	});

	it('what people write does, and what the node writes too where it is wanted', async () => {
		const trigger = await listen({ own: 'include' });
		await executed({ ...send, text: 'From the workflow' });
		await fromCustomer('From the customer');
		await settled();

		const messages = trigger.runs.filter(({ message }) => message);
		expect(messages).toMatchObject([{ is_own: true }, { is_own: false, is_from_contact: true }]);
	});
});

describe('attachments', () => {
	const upload = async () => {
		const form = new FormData();
		form.append('content', 'See the file');
		form.append('attachments[]', new Blob(['a;b\n1;2'], { type: 'text/csv' }), 'table.csv');
		await fetch(`${chatwoot.url}/api/v1/accounts/1/${conversation}/messages`, {
			method: 'POST',
			headers: { 'api-access-token': 'ADMIN_TOKEN', accept: 'application/json' },
			body: form,
		});
	};

	it('come as binary data on demand', async () => {
		const trigger = await listen({ options: { download: true, outputBinaryPrefix: 'file_' } });
		await upload();
		// Chatwoot has its answer before the files are there.
		await until(() => trigger.runs.length > 0);

		expect(trigger.answers).toMatchObject([{ status: 200 }]);
		expect(trigger.items).toMatchObject([
			{
				json: { message: { attachments: [{ binary_field: 'file_0', file_type: 'file' }] } },
				binary: { file_0: { fileName: 'table.csv', mimeType: 'text/csv' } },
			},
		]);
		const { data } = trigger.items[0].binary!.file_0;
		expect(Buffer.from(data, 'base64').toString()).toBe('a;b\n1;2');
	});

	it('that are gone do not cost the event', async () => {
		const trigger = await listen({ options: { download: true } });
		chatwoot.state.events.prependListener('message_created', () => {
			setImmediate(() => chatwoot.state.blobs.removeWhere(() => true));
		});
		await upload();
		await until(() => trigger.runs.length > 0);

		expect(trigger.runs).toMatchObject([
			{
				message: { attachments: [{ download_error: expect.stringContaining('no longer there') }] },
			},
		]);
	});

	it('stay where they are otherwise', async () => {
		const trigger = await listen();
		await upload();
		await settled();

		expect(trigger.items[0].binary).toBeUndefined();
		expect(trigger.runs).toMatchObject([
			{ message: { attachments: [{ data_url: expect.stringContaining('table.csv') }] } },
		]);
	});
});

describe('a deactivated trigger', () => {
	it('hears nothing any more, and nothing is left in Chatwoot', async () => {
		const triggers = [
			await listen(),
			await listen({ source: 'callback', inbox: byId(demo.api) }),
			await listen({ source: 'bot', inbox: byId(demo.api) }),
		];
		await fromCustomer('Hello?');
		await settled();
		for (const trigger of triggers) {
			expect(trigger.runs.length).toBeGreaterThan(0);
			await trigger.lifecycle('delete');
			trigger.answers.length = 0;
		}
		await fromCustomer('Still there?');
		await settled();

		expect(triggers.map(({ answers }) => answers)).toEqual([[], [], []]);
		const { webhooks, bots, inboxes } = chatwoot.state;
		expect(webhooks.all()).toEqual([]);
		expect(bots.where(({ deleted }) => !deleted)).toHaveLength(1);
		expect(inboxes.get(demo.api)).toMatchObject({ bot_id: null, channel: { webhook_url: '' } });
	});
});

describe('a restart of n8n in between', () => {
	it('loses and doubles nothing', async () => {
		const before = await listen();
		await fromCustomer('One');
		await settled();
		const { staticData, url } = before;
		const first = before.runs.length;
		await before.close();
		const port = Number(new URL(url).port);
		const stored = JSON.parse(JSON.stringify(staticData)) as IDataObject;
		const after = await listen({}, { staticData: stored, port });
		await fromCustomer('Two');
		await settled();

		expect(first).toBe(2);
		expect(chatwoot.state.webhooks.all()).toMatchObject([{ url }]);
		expect(after.runs.filter(({ message }) => message)).toMatchObject([
			{ message: { content: 'Two' } },
		]);
	});
});
