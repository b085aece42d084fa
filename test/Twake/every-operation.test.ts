import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { twakeIntegration } from '../../nodes/Twake/actions';
import { demoIds, startTwake } from '../../sandbox/twake';
import type { TwakeSandbox } from '../../sandbox/twake';
import { executeNode, itemWithFile } from '../engine';
import { byId, createInSupport, requestsOf, twakeRun } from './twake';
import type { TwakeRun } from './twake';

let twake: TwakeSandbox;
let thread: string;
let otherThread: string;
let message: string;
let file: string;
const run = async (given: TwakeRun) => await executeNode(twakeRun(twake, given));

/** What an operation needs, with the parameter that differs between items and its required form. */
type Case = [
	operation: string,
	filledIn: () => INodeParameters,
	field: string,
	name: string,
	valid: () => string,
];

const company = () => demoIds.company;
const inWorkspace = () => ({ workspace: byId(demoIds.workspace) });
const inChannel = () => ({ ...inWorkspace(), channel: byId(demoIds.channel) });
const inThread = () => ({ ...inChannel(), thread: byId(thread) });
const onMessage = () => ({ ...inThread(), message: byId(message) });
const ofCompany = (operation: string, filledIn: () => INodeParameters): Case => [
	operation,
	filledIn,
	'company',
	'Company',
	company,
];

const cases: Case[] = [
	ofCompany('thread create', () => ({ ...inChannel(), text: 'Hi' })),
	ofCompany('thread createOrReply', () => ({ ...inChannel(), threadKey: 'k', text: 'Hi' })),
	ofCompany('thread get', inThread),
	ofCompany('thread getMany', inChannel),
	ofCompany('thread reply', () => ({ ...inThread(), text: 'Hi' })),
	ofCompany('message send', () => ({ ...inChannel(), text: 'Hi' })),
	ofCompany('message addReaction', () => ({ ...onMessage(), reaction: '🎉' })),
	ofCompany('message removeReaction', () => ({ ...onMessage(), reaction: '🎉' })),
	ofCompany('message search', () => ({ search: 'Second' })),
	ofCompany('message get', onMessage),
	ofCompany('message getMany', inThread),
	ofCompany('message update', () => ({ ...onMessage(), text: 'New' })),
	ofCompany('message pin', onMessage),
	ofCompany('message unpin', onMessage),
	ofCompany('message setReactions', () => ({ ...onMessage(), reactions: '🎉' })),
	ofCompany('message move', () => ({ ...onMessage(), targetThread: byId(otherThread) })),
	ofCompany('message delete', onMessage),
	ofCompany('message downloadAttachments', onMessage),
	ofCompany('channel create', () => ({ ...inWorkspace(), name: 'New' })),
	ofCompany('channel get', inChannel),
	ofCompany('channel getMany', inWorkspace),
	ofCompany('channel getMembers', inChannel),
	ofCompany('channel join', inChannel),
	ofCompany('channel leave', inChannel),
	ofCompany('directMessage send', () => ({ users: demoIds.alice, text: 'Hi' })),
	ofCompany('file upload', () => ({})),
	ofCompany('file get', () => ({ file })),
	ofCompany('file download', () => ({ file })),
	ofCompany('file delete', () => ({ file })),
	ofCompany('user search', () => ({ search: 'alice' })),
	['user get', () => ({}), 'user', 'User', () => demoIds.alice],
	['application configure', () => ({}), 'user', 'User', () => demoIds.alice],
	['customApiCall call', () => ({}), 'path', 'Path', () => '/api/console/v1/me'],
];

/** Has no parameter that could be wrong. */
const WITHOUT_INPUT = 'application get';

const parametersOf = ([name, filledIn, field]: Case, value: string): INodeParameters => {
	const [resource, operation] = name.split(' ');
	const isLocator = ['company', 'user'].includes(field);
	return { resource, operation, ...filledIn(), [field]: isLocator ? byId(value) : value };
};

const itemWith = (json: IDataObject) =>
	itemWithFile(json, Buffer.from('x'), { fileName: 'x.txt', mimeType: 'text/plain' });

beforeEach(async () => {
	twake = await startTwake();
	const create = async (text: string) =>
		String((await run({ parameters: { ...createInSupport, text } })).json[0].id);
	thread = await create('First');
	otherThread = await create('Other');
	const reply = { ...createInSupport, operation: 'reply', thread: byId(thread), text: 'Second' };
	message = String((await run({ parameters: reply })).json[0].id);
	const upload = { resource: 'file', operation: 'upload', company: byId(demoIds.company) };
	file = String((await run({ parameters: upload, items: [itemWith({})] })).json[0].id);
	await run({ parameters: { ...createInSupport, resource: 'channel', operation: 'join' } });
	twake.requests.length = 0;
});
afterEach(async () => {
	await twake.close();
});

it('is tested below, whatever the node offers', () => {
	// Those that wait for a person take one item: send-and-wait.test.ts.
	const offered = twakeIntegration.resources.flatMap(({ value, operations }) =>
		operations.filter(({ asks }) => !asks).map((operation) => `${value} ${operation.value}`),
	);

	expect([...cases.map(([name]) => name), WITHOUT_INPUT].sort()).toEqual(offered.sort());
});

describe.each(cases)('%s', (...given) => {
	const [, , field, label, valid] = given;

	it('takes an expression per item, and sends what fails to the error output', async () => {
		const { outputs } = await run({
			parameters: parametersOf(given, `={{ $json.${field} }}`),
			items: [itemWith({ [field]: 'not this' }), itemWith({ [field]: valid() })],
			onError: 'continueErrorOutput',
		});

		expect(outputs[1].map(({ json }) => json.error)).toEqual([
			expect.stringContaining(`"${label}" is not a`),
		]);
		expect(outputs[0].length).toBeGreaterThan(0);
		expect(new Set(outputs[0].map(({ pairedItem }) => JSON.stringify(pairedItem)))).toEqual(
			new Set(['{"item":1}']),
		);
	});

	it('takes the company of the application for an empty one, and refuses nothing else', async () => {
		const { error } = await run({ parameters: parametersOf(given, ''), items: [itemWith({})] });

		if (field === 'company') return expect(error).toBeUndefined();
		expect(error?.message).toBe(`"${label}" is empty`);
		expect(requestsOf(twake)).toEqual([]);
	});
});

describe('an error inside a 200', () => {
	const refusal = { statusCode: 403, error: 'Forbidden', message: 'No way' };
	let server: Server;
	let baseUrl: string;

	beforeAll(async () => {
		const token = { resource: { access_token: { value: 'token' } } };
		server = createServer(({ url }, response) => {
			response.setHeader('content-type', 'application/json');
			response.end(JSON.stringify(url?.endsWith('/login') ? token : refusal));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	});
	afterAll(() => {
		server.close();
	});

	const all: Case[] = [...cases, [WITHOUT_INPUT, () => ({}), 'simplify', '', () => '']];

	it.each(all)('is an error of %s', async (...given) => {
		const { outputs } = await run({
			parameters: parametersOf(given, given[4]()),
			items: [itemWith({})],
			credential: { baseUrl },
			onError: 'continueErrorOutput',
		});

		expect(outputs[0]).toEqual([]);
		expect(outputs[1].map(({ json }) => json.error)).toEqual([
			'Twake refused the request (it says: No way)',
		]);
	});
});
