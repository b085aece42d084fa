import type { IDataObject } from 'n8n-workflow';
import { demoWorld, startChatwoot } from '../sandbox/chatwoot';
import type { ChatwootSandbox } from '../sandbox/chatwoot';
import { demoIds, startTwake } from '../sandbox/twake';
import type { TwakeSandbox } from '../sandbox/twake';
import { byId, byUrl, chatwootRun, requestsOf } from './Chatwoot/chatwoot';
import { openTrigger, post, recordedIn, sign } from './Chatwoot/trigger';
import { errorOf, executeNode, runNode } from './engine';
import { twakeRun } from './Twake/twake';

/** Nobody listens there: a request that went to it would fail. */
const PUBLIC = 'http://127.0.0.1:9';
const publicAddress = `${PUBLIC}/app/login`;

let chatwoot: ChatwootSandbox;
let twake: TwakeSandbox;

beforeAll(async () => {
	chatwoot = await startChatwoot();
	twake = await startTwake();
});
beforeEach(() => {
	chatwoot.seed(demoWorld);
	chatwoot.requests.length = 0;
});
afterAll(async () => {
	await chatwoot.close();
	await twake.close();
});

const reply = { resource: 'message', operation: 'create', text: 'Hello' };
const onChatwoot = (parameters: object, credential: IDataObject = { publicAddress }) =>
	chatwootRun(chatwoot, { parameters: { ...parameters }, credential });

describe('Chatwoot behind an address of its own for people', () => {
	const conversation = byUrl(`${PUBLIC}/app/accounts/1/conversations/1`);

	it('takes addresses that people paste, and asks the base URL', async () => {
		expect(await runNode(onChatwoot({ ...reply, conversation }))).toMatchObject([
			{ conversation_id: 1 },
		]);
		expect(requestsOf(chatwoot)).toContain('POST /api/v1/accounts/1/conversations/1/messages');
	});

	it.each([
		['conversation', { conversation }, '/app/accounts/1/conversations/1'],
		['contact', { contact: byId(1) }, '/app/accounts/1/contacts/1'],
		['inbox', { inbox: byId(1) }, '/app/accounts/1/inbox/1'],
	])('puts out where people find it: %s', async (resource, record, page) => {
		const get = { resource, operation: 'get', account: byId(1), ...record };
		const [output] = await runNode(onChatwoot(get));
		expect(output.url).toBe(`${PUBLIC}${page}`);
		const [inside] = await runNode(onChatwoot({ ...get, [resource]: byId(1) }, {}));
		expect(inside.url).toBe(`${chatwoot.url}${page}`);
	});

	it('still takes addresses of the base URL, and refuses others', async () => {
		const own = byUrl(`${chatwoot.url}/app/accounts/1/conversations/1`);
		expect(await runNode(onChatwoot({ ...reply, conversation: own }))).toHaveLength(1);
		const other = byUrl('https://staging.example/app/accounts/1/conversations/1');
		const error = await errorOf(onChatwoot({ ...reply, conversation: other }));
		expect(error.message).toBe(
			'"Conversation" is an address of staging.example, but the credential is for 127.0.0.1:9',
		);
	});

	it('is where the trigger says that people find the conversation', async () => {
		const [{ raw }] = recordedIn('635').filter(({ json }) => json.event === 'message_created');
		const parameters = { events: ['message_created'] };
		const trigger = await openTrigger(parameters, {}, chatwoot.url, { publicAddress });
		await post(trigger, raw, sign(raw));
		await trigger.close();
		expect(trigger.runs).toMatchObject([
			{ conversation: { url: `${PUBLIC}/app/accounts/1104/conversations/1` } },
		]);
		expect(chatwoot.requests).toEqual([]);
	});

	it('is refused when it is no web address', async () => {
		const error = await errorOf(
			onChatwoot({ ...reply, conversation: byId(1) }, { publicAddress: 'the desk' }),
		);
		expect(error.message).toBe(
			'The public address in the Chatwoot credential is not a web address',
		);
		expect(chatwoot.requests).toEqual([]);
	});
});

describe('Twake behind an address of its own for people', () => {
	it('takes addresses that people paste, and puts out such', async () => {
		const { company, workspace, channel } = demoIds;
		const run = twakeRun(twake, {
			credential: { publicAddress: PUBLIC },
			parameters: {
				resource: 'thread',
				operation: 'create',
				channel: byUrl(`127.0.0.1:9/client/${company}/w/${workspace}/c/${channel}`),
				text: 'Hello',
			},
		});
		const { error, json } = await executeNode(run);
		expect(error).toBeUndefined();
		expect(String(json[0].url)).toMatch(new RegExp(`^${PUBLIC}/client/`));
	});
});
