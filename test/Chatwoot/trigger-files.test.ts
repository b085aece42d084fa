import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SsrfProtectionConfig } from '@n8n/config';
import { Container } from '@n8n/di';
import type { IDataObject } from 'n8n-workflow';
import type { Listener } from '../engine/trigger';
import { deliver, messageBody, openTrigger } from './trigger';

/** Chatwoot as the credential knows it, and what else listens in the network of n8n. */
let chatwoot: Server;
let metadata: Server;
let asked: string[] = [];
let listener: Listener | undefined;

const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const serve = async (answer: (request: IncomingMessage, response: ServerResponse) => void) => {
	const server = createServer(answer);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return server;
};

beforeAll(async () => {
	metadata = await serve((request, response) => {
		asked.push(String(request.url));
		response.end('secret of the machine');
	});
	chatwoot = await serve(({ url }, response) => {
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

/** What comes of an attachment with this address. */
const fetched = async (data_url: string) => {
	await listener?.close();
	listener = await openTrigger({ options: { download: true } }, {}, addressOf(chatwoot));
	await deliver(listener, messageBody({ attachments: [{ id: 1, file_type: 'file', data_url }] }));
	for (let i = 0; i < 400 && listener.items.length === 0; i++)
		await new Promise((done) => setTimeout(done, 5));
	const [{ json, binary }] = listener.items;
	const { attachments } = json.message as { attachments: IDataObject[] };
	const file = binary?.attachment_0;
	const content = file && Buffer.from(file.data, 'base64').toString();
	return { ...attachments[0], file: content } as IDataObject;
};

describe('the files of a message', () => {
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
		const { file, download_error } = await fetched(url());

		expect(file).toBeUndefined();
		expect(download_error).toContain('no public address');
		expect(asked).toEqual([]);
	});

	it('say what was wrong with an address that is none', async () => {
		const { file, download_error } = await fetched('http://');

		expect(file).toBeUndefined();
		expect(download_error).toEqual(expect.any(String));
	});

	it('are not fetched where n8n itself protects its network, not even from the server', async () => {
		const config = Container.get(SsrfProtectionConfig);
		config.enabled = true;
		try {
			const { file, download_error } = await fetched(`${addressOf(chatwoot)}/a.csv`);
			expect(file).toBeUndefined();
			expect(download_error).toContain('could not be fetched');
		} finally {
			config.enabled = false;
		}
	});
});
