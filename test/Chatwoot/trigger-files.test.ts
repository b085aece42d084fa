import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SsrfProtectionConfig } from '@n8n/config';
import { Container } from '@n8n/di';
import type { IDataObject } from 'n8n-workflow';
import { executeNode } from '../engine';
import type { Listener } from '../engine/trigger';
import { until } from '../shared/moments';
import { byId, chatwootRun } from './chatwoot';
import { deliver, messageBody, openTrigger, registered } from './trigger';

/** Chatwoot as the credential knows it, and whatever else listens in n8n's network. */
let chatwoot: Server;
let metadata: Server;
let asked: string[] = [];
/** The message that Chatwoot knows. */
let message: IDataObject = {};
let listener: Listener | undefined;

const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const serve = async (answer: (request: IncomingMessage, response: ServerResponse) => void) => {
	const server = createServer(answer);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return server;
};

/** Like an n8n whose owner has allowed nothing. */
const { allowedIpRanges } = Container.get(SsrfProtectionConfig);
allowedIpRanges.length = 0;

beforeAll(async () => {
	metadata = await serve((request, response) => {
		asked.push(String(request.url));
		response.end('secret of the machine');
	});
	chatwoot = await serve(({ url }, response) => {
		if (url?.startsWith('/api/')) {
			response.writeHead(200, { 'content-type': 'application/json' });
			return void response.end(JSON.stringify({ payload: [message] }));
		}
		const target = new URL(String(url), 'http://x').searchParams.get('to');
		if (target) response.writeHead(302, { location: target }).end();
		else response.writeHead(200, { 'content-type': 'text/csv' }).end('a;b');
	});
});
afterEach(async () => {
	asked = [];
	await listener?.close();
	listener = undefined;
});
afterAll(() => {
	for (const server of [metadata, chatwoot]) {
		server.closeAllConnections();
		server.close();
	}
});

const attachment = { id: 1, file_type: 'file' };

interface Fetched extends IDataObject {
	file?: string;
	error?: string;
}

/** The trigger's output for a message with a file at this address. */
const byTrigger = async (data_url: string): Promise<Fetched> => {
	await listener?.close();
	listener = await openTrigger({ options: { download: true } }, {}, addressOf(chatwoot));
	await deliver(listener, messageBody({ attachments: [{ ...attachment, data_url }] }));
	for (let i = 0; i < 4000 && listener.items.length === 0; i++)
		await new Promise((done) => setTimeout(done, 5));
	const [{ json, binary }] = listener.items;
	const { attachments } = json.message as { attachments: IDataObject[] };
	const content = binary?.attachment_0?.data;
	const error = attachments[0].download_error as string | undefined;
	return { ...attachments[0], error, file: content && Buffer.from(content, 'base64').toString() };
};

/** The output of Download Attachments for it. */
const byAction = async (data_url: string): Promise<Fetched> => {
	message = { id: 7, attachments: [{ ...attachment, data_url }] };
	const { outputs, json, error } = await executeNode(
		chatwootRun({ url: addressOf(chatwoot) } as never, {
			parameters: {
				...{ resource: 'message', operation: 'downloadAttachments', account: byId(1) },
				...{ conversation: byId(1), message: byId(7), options: { maxWait: 1 } },
			},
		}),
	);
	if (error) return { error: `${error.message}. ${error.description}` };
	const { data } = outputs[0][0].binary!.attachment_0;
	const [first] = json[0].attachments as IDataObject[];
	return { ...first, file: Buffer.from(data, 'base64').toString() };
};

describe('a delivery that takes longer than a later one', () => {
	it('does not take back what n8n has stored of the later one', async () => {
		const waiting: Array<() => void> = [];
		const slow = await serve((_, response) => void waiting.push(() => response.end('a;b')));
		const open = async (staticData: IDataObject) => {
			await listener?.close();
			listener = await openTrigger(
				{ options: { download: true } },
				{ staticData },
				addressOf(slow),
			);
			return listener;
		};
		const trigger = await open(registered());
		const data_url = `${addressOf(slow)}/rails/blob/a.csv`;
		const [long, short] = [{ id: 7, attachments: [{ ...attachment, data_url }] }, { id: 8 }];
		void deliver(trigger, messageBody(long));
		await until(() => waiting.length > 0);
		await deliver(trigger, messageBody(short));
		await until(() => trigger.runs.length > 0);
		waiting[0]();
		await until(() => trigger.runs.length > 1);

		const restarted = await open(structuredClone(trigger.staticData));
		for (const body of [long, short]) await deliver(restarted, messageBody(body));
		expect(restarted.answers).toMatchObject([{ status: 200 }, { status: 200 }]);
		expect(restarted.runs).toEqual([]);
		slow.close();
	});
});

describe.each([
	['the trigger', byTrigger],
	['Download Attachments', byAction],
])('the files of a message, in %s,', (_node, fetched) => {
	it('are fetched from the server in the credential, wherever that is, by redirects too', async () => {
		const url = `${addressOf(chatwoot)}/rails/blob/a.csv`;
		expect(await fetched(url)).toMatchObject({ file: 'a;b', binary_field: 'attachment_0' });
		const byWay = `${addressOf(chatwoot)}/x?to=${encodeURIComponent('/rails/disk/a.csv')}`;
		expect(await fetched(byWay)).toMatchObject({ file: 'a;b' });
	});

	it('are found by a path alone, as a server without FRONTEND_URL gives it', async () => {
		const data_url = `${addressOf(chatwoot)}/rails/blob/a.csv`;
		expect(await fetched('/rails/blob/a.csv')).toMatchObject({ file: 'a;b', data_url });
	});

	it.each<[string, () => string]>([
		['another port of the same machine', () => addressOf(metadata)],
		['localhost', () => addressOf(metadata).replace('127.0.0.1', 'localhost')],
		['an address of all interfaces', () => addressOf(metadata).replace('127.0.0.1', '0.0.0.0')],
		[
			'an address written as IPv6',
			() => addressOf(metadata).replace('127.0.0.1', '[::ffff:127.0.0.1]'),
		],
		[
			'an address written as a number',
			() => addressOf(metadata).replace('127.0.0.1', '2130706433'),
		],
		['a redirect of the server', () => `${addressOf(chatwoot)}/?to=${addressOf(metadata)}/x`],
		['the metadata of a cloud', () => 'http://169.254.169.254/latest/meta-data'],
		['a private network', () => 'http://10.0.0.7/x'],
		['a file of the machine', () => 'file:///etc/passwd'],
	])('are not fetched from %s', async (_, url) => {
		const { file, error } = await fetched(url());

		expect(file).toBeUndefined();
		expect(error).toContain('not a public address');
		expect(error).toContain('FRONTEND_URL');
		expect(asked).toEqual([]);
	});

	it('say that nobody knows the host of an address, as of a server whose FRONTEND_URL is wrong', async () => {
		const { file, error } = await fetched('http://https.invalid/rails/blob/a.csv');

		expect(file).toBeUndefined();
		expect(error).toMatch(/could not be fetched from https\.invalid \((ENOTFOUND|EAI_AGAIN)\)/);
		expect(error).toContain('FRONTEND_URL');
	});

	it('say what was wrong with an address that is none', async () => {
		const { file, error } = await fetched('http://');

		expect(file).toBeUndefined();
		expect(error).toContain('The address of the file is not a web address: "http://"');
	});
});

it('files are not fetched where n8n itself protects its network, not even from the server', async () => {
	const config = Container.get(SsrfProtectionConfig);
	config.enabled = true;
	try {
		const { file, error } = await byTrigger(`${addressOf(chatwoot)}/a.csv`);
		expect(file).toBeUndefined();
		expect(error).toContain('N8N_SSRF_ALLOWED_IP_RANGES');
	} finally {
		config.enabled = false;
	}
});
