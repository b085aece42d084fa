import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorOf, executeNode, itemWithFile, readBinary, runNode } from '../engine';
import { byId, byUrl, chatwootRun, demo, hintsOf, requestsOf, useChatwoot } from './chatwoot';
import type { ChatwootRun } from './chatwoot';

const chatwoot = useChatwoot();
const run = (given: ChatwootRun) => chatwootRun(chatwoot, given);
const path = '/api/v1/accounts/1/conversations/1/messages';
const at = (operation: string, more: object = {}) => ({
	resource: 'message',
	operation,
	account: byId(demo.account),
	conversation: byId(demo.conversation),
	...more,
});
const write = async (count: number, more: object = {}) =>
	await runNode(
		run({
			parameters: at('create', { text: '={{ $json.text }}', ...more }),
			items: Array.from({ length: count }, (_, index) => ({ text: `line ${index}` })),
		}),
	);

describe('Message > Get Many', () => {
	const texts = async (more: object) =>
		(await runNode(run({ parameters: at('getMany', more) }))).map(({ content }) => content);

	it('gives the newest first, in the fields that workflows use', async () => {
		const output = await runNode(run({ parameters: at('getMany') }));
		expect(output.map(({ content }) => content)).toEqual([
			'It left our house this morning.',
			'Where is my parcel?',
		]);
		expect(output[1]).toMatchObject({
			message_type: 'incoming',
			conversation_id: 1,
			created_at: expect.stringMatching(/Z$/),
		});
	});

	it.each([
		['newest', 25],
		['newest', 200],
		['oldest', 130],
	])('gives the %s %d of many', async (order, limit) => {
		await write(150);
		const all = chatwoot.state.messages.where(() => true).map(({ content }) => content);
		const sorted = order === 'newest' ? all.reverse() : all;
		expect(await texts({ order, limit })).toEqual(sorted.slice(0, limit));
	});

	it('gives all with one request for a hundred', async () => {
		await write(120);
		chatwoot.requests.length = 0;
		expect(await texts({ returnAll: true })).toHaveLength(122);
		expect(chatwoot.requests).toHaveLength(2);
	});

	it('gives those after a message', async () => {
		await write(5);
		expect(await texts({ afterId: '4', order: 'oldest' })).toEqual(['line 2', 'line 3', 'line 4']);
		expect(await texts({ afterId: '4', order: 'newest', limit: 1 })).toEqual(['line 4']);
	});

	it('leaves out activity and notes as wanted', async () => {
		await write(1, { messageType: 'note' });
		await runNode(run({ parameters: { ...at('resolve'), resource: 'conversation' } }));
		const counts = async (leaveOut: string[]) => (await texts({ leaveOut })).length;

		expect(await counts([])).toBe(4);
		expect(await counts(['activity'])).toBe(3);
		expect(await counts(['notes'])).toBe(3);
		expect(await counts(['activity', 'notes'])).toBe(2);
	});

	it('gives the newest in the order of writing', async () => {
		await write(5);
		const order = 'chronological';

		expect(await texts({ order, limit: 2 })).toEqual(['line 3', 'line 4']);
		expect(await texts({ order, afterId: '4', limit: 1 })).toEqual(['line 4']);
		expect(await texts({ order })).toEqual(await texts({ order: 'oldest' }));
	});

	it('takes place, order and limit from each item', async () => {
		const items = [
			{ limit: 1, order: 'oldest' },
			{ limit: 1, order: 'newest' },
		];
		const parameters = at('getMany', { limit: '={{ $json.limit }}', order: '={{ $json.order }}' });
		const output = await runNode(run({ parameters, items }));
		expect(output.map(({ id }) => id)).toEqual([1, 2]);
	});

	it.each([
		['no conversation', { conversation: byId('') }, '"Conversation" is empty'],
		['a limit of nothing', { limit: 0 }, '"Limit" should be a whole number from 1 on'],
		['an unknown order', { order: '={{ "random" }}' }, '"Order" is "random"'],
		['an unknown kind', { leaveOut: '={{ ["bots"] }}' }, '"Leave Out" holds "bots"'],
		['a wrong ID', { afterId: 'first' }, '"After Message ID" is not an ID: "first"'],
	])('refuses %s before any request', async (_name, more, message) => {
		const error = await errorOf(run({ parameters: at('getMany', more) }));
		expect(error.message).toContain(message);
		expect(chatwoot.requests).toEqual([]);
	});

	it('says that a bot may not read', async () => {
		const credential = { accessToken: 'BOT_TOKEN' };
		const error = await errorOf(run({ parameters: at('getMany'), credential }));
		expect(error.message).toContain('Chatwoot does not let bots do this');
	});
});

describe('Message > Get', () => {
	it('gives one message, also by its address', async () => {
		const address = `${chatwoot.url}/app/accounts/1/conversations/1?messageId=2`;
		const parameters = at('get', { conversation: byUrl(address), message: address });
		const [output] = await runNode(run({ parameters }));

		expect(output).toMatchObject({ id: 2, content: 'It left our house this morning.' });
		expect(requestsOf(chatwoot)).toEqual([`GET ${path}?after=1&before=3`]);
	});

	it('returns the raw answer when it is not simplified', async () => {
		const [output] = await runNode(run({ parameters: at('get', { message: 1, simplify: false }) }));
		expect(output).toMatchObject({ id: 1, message_type: 0, created_at: expect.any(Number) });
	});

	it('refuses a message of another conversation, and one without ID before any request', async () => {
		const error = await errorOf(run({ parameters: at('get', { message: '77' }) }));
		expect(error.message).toBe('"Message ID" is not a message of conversation 1: 77');

		chatwoot.requests.length = 0;
		const empty = await errorOf(run({ parameters: at('get') }));
		expect(empty.message).toBe('"Message ID" is empty');
		expect(chatwoot.requests).toEqual([]);
	});
});

describe('Message > Delete', () => {
	it('takes text and files away', async () => {
		const [output] = await runNode(run({ parameters: at('delete', { message: 2 }) }));
		expect(output).toEqual({ deleted: true, id: 2, conversation_id: 1 });
		const [, message] = chatwoot.state.messages.where(() => true);
		expect(message.content_attributes).toEqual({ deleted: true });
		expect(message.content).not.toContain('morning');
	});

	it('fails at the item whose message is not there, while the others go on', async () => {
		const items = [{ id: 1 }, { id: 99 }, { id: 2 }];
		const parameters = at('delete', { message: '={{ $json.id }}' });
		const { outputs } = await executeNode(
			run({ parameters, items, onError: 'continueErrorOutput' }),
		);
		expect(outputs[0].map(({ json }) => json.id)).toEqual([1, 2]);
		expect(outputs[1][0].json.error).toBe(
			'Chatwoot did not find message 99, conversation 1, account 1',
		);
	});
});

describe('Message > Retry', () => {
	it('sends a failed message again', async () => {
		const row = chatwoot.state.messages.get(2)!;
		Object.assign(row, { status: 'failed', content_attributes: { external_error: 'no network' } });
		const [output] = await runNode(run({ parameters: at('retry', { message: 2 }) }));

		expect(output).toMatchObject({ id: 2, status: 'sent', content_attributes: {}, retried: true });
	});

	it('leaves a message alone that was sent, unless told otherwise', async () => {
		const [output] = await runNode(run({ parameters: at('retry', { message: 2 }) }));
		expect(output).toMatchObject({ id: 2, retried: false });
		expect(requestsOf(chatwoot)).not.toContain(`POST ${path}/2/retry`);

		const forced = at('retry', { message: 2, onlyFailed: false });
		expect((await runNode(run({ parameters: forced })))[0].retried).toBe(true);
		expect(requestsOf(chatwoot)).toContain(`POST ${path}/2/retry`);
	});

	it('names a message that is not there', async () => {
		const error = await errorOf(run({ parameters: at('retry', { message: 99 }) }));
		expect(error.message).toBe('"Message ID" is not a message of conversation 1: 99');
	});
});

describe('Message > Set Status', () => {
	it.each(['delivered', 'read', 'sent'])('sets %s', async (status) => {
		const [output] = await runNode(run({ parameters: at('setStatus', { message: 2, status }) }));
		expect(output).toMatchObject({ id: 2, status });
	});

	it('says why a message failed', async () => {
		const parameters = at('setStatus', { message: 2, status: 'failed', externalError: 'Blocked' });
		const [output] = await runNode(run({ parameters }));
		expect(output).toMatchObject({
			status: 'failed',
			content_attributes: { external_error: 'Blocked' },
		});
	});

	it('takes the status from each item', async () => {
		const items = [{ status: 'failed' }, { status: 'read' }];
		const parameters = at('setStatus', { message: 2, status: '={{ $json.status }}' });
		const output = await runNode(run({ parameters, items }));
		expect(output.map(({ status }) => status)).toEqual(['failed', 'read']);
	});

	it('fails where the server changes nothing without saying so', async () => {
		chatwoot.state.messages.get(2)!.status = 'read';
		const parameters = at('setStatus', { message: 2, status: 'delivered' });
		const error = await errorOf(run({ parameters }));
		expect(error.message).toBe('Chatwoot left the status of message 2 at read');
	});

	it('says that it works in API inboxes only', async () => {
		chatwoot.state.conversations.get(1)!.inbox_id = demo.website;
		const error = await errorOf(run({ parameters: at('setStatus', { message: 2 }) }));
		expect(error.message).toContain('Chatwoot does not allow this here');
		expect(error.description).toContain('inbox is of the wrong type');
	});

	it('refuses an unknown word before any request', async () => {
		const parameters = at('setStatus', { message: 2, status: '={{ "seen" }}' });
		const error = await errorOf(run({ parameters }));
		expect(error.message).toBe('"Status" is "seen"');
		expect(chatwoot.requests).toEqual([]);
	});
});

describe('Message > Translate', () => {
	const parameters = at('translate', { message: 2, targetLanguage: 'de' });

	it('gives a translation that the message has already', async () => {
		chatwoot.state.messages.get(2)!.content_attributes = { translations: { de: 'Ist unterwegs.' } };
		const [output] = await runNode(run({ parameters }));
		expect(output).toEqual({
			id: 2,
			conversation_id: 1,
			language: 'de',
			content: 'Ist unterwegs.',
		});
	});

	it('says that the account has no translation service', async () => {
		const error = await errorOf(run({ parameters }));
		expect(error.message).toBe('"Message ID" was not translated: 2');
		expect(error.description).toContain('Google Translate');
	});

	it('refuses anything but a language before any request', async () => {
		const wrong = { ...parameters, targetLanguage: 'German please' };
		const error = await errorOf(run({ parameters: wrong }));
		expect(error.message).toContain('"Target Language" is not the code of a language');
		expect(chatwoot.requests).toEqual([]);
	});
});

describe('Message > Download Attachments', () => {
	const png = Buffer.from(
		'iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAAAAADhZOFXAAAADklEQVR4nGOohwIGyhgAd4QfwZb+1foAAAAASUVORK5CYII=',
		'base64',
	);
	const csv = Buffer.from('a,b\n1,2\n');

	async function sendFiles(): Promise<number> {
		const first = itemWithFile({}, png, { fileName: 'Übersicht.png', mimeType: 'image/png' });
		const file = { fileName: 'list.csv', mimeType: 'text/csv', property: 'list' };
		const second = itemWithFile({}, csv, file);
		const items = [{ json: {}, binary: { ...first.binary, ...second.binary } }];
		const parameters = at('create', { text: 'Files', attachments: 'data, list' });
		const [{ id }] = await runNode(run({ parameters, items }));
		chatwoot.requests.length = 0;
		return Number(id);
	}

	/** Like a server with a different FRONTEND_URL. */
	const showFilesAt = (url: string) => Object.assign(chatwoot.state, { url });

	it('puts all files into binary fields, in order, with name and type', async () => {
		const message = await sendFiles();
		const parameters = at('downloadAttachments', { message });
		const { outputs } = await executeNode(run({ parameters }));

		const [{ json, binary }] = outputs[0];
		expect(Object.keys(binary!)).toEqual(['attachment_0', 'attachment_1']);
		expect(binary!.attachment_0).toMatchObject({
			fileName: 'Übersicht.png',
			mimeType: 'image/png',
		});
		expect(binary!.attachment_1.fileName).toBe('list.csv');
		expect((await readBinary(binary!.attachment_0)).equals(png)).toBe(true);
		expect((await readBinary(binary!.attachment_1)).equals(csv)).toBe(true);
		expect(json).toMatchObject({
			id: message,
			attachments: [
				{ binary_field: 'attachment_0', file_name: 'Übersicht.png' },
				{ binary_field: 'attachment_1', file_name: 'list.csv' },
			],
		});
	});

	it('does not send the token where the files lie', async () => {
		const message = await sendFiles();
		await runNode(run({ parameters: at('downloadAttachments', { message }) }));

		const [, ...files] = chatwoot.requests;
		expect(files).toHaveLength(4);
		for (const { headers } of files) {
			expect(JSON.stringify(headers)).not.toContain('ADMIN_TOKEN');
		}
	});

	it('follows to another host without the token', async () => {
		const seen: string[] = [];
		const storage = createServer((request, response) => {
			seen.push(JSON.stringify(request.headers));
			response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end('stored');
		});
		await new Promise<void>((resolve) => storage.listen(0, '127.0.0.1', resolve));
		const target = `http://127.0.0.1:${(storage.address() as AddressInfo).port}/bucket/a%20b.txt`;
		const front = createServer((_request, response) => {
			response.writeHead(302, { location: target }).end();
		});
		await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
		const message = await sendFiles();
		showFilesAt(`http://127.0.0.1:${(front.address() as AddressInfo).port}`);
		const parameters = at('downloadAttachments', { message });
		const { outputs } = await executeNode(run({ parameters }));
		storage.close();
		front.close();

		const { attachment_1: file } = outputs[0][0].binary!;
		expect(file).toMatchObject({ fileName: 'list.csv', mimeType: 'text/plain' });
		expect((await readBinary(file)).toString()).toBe('stored');
		expect(seen).toHaveLength(2);
		expect(seen.join()).not.toContain('ADMIN_TOKEN');
	});

	it('takes the chosen ones only, into fields of the chosen name', async () => {
		const message = await sendFiles();
		const [, second] = chatwoot.state.attachments.where(() => true);
		const more = { message, attachmentIds: String(second.id), outputBinaryPrefix: 'file' };
		const { outputs } = await executeNode(run({ parameters: at('downloadAttachments', more) }));
		expect(Object.keys(outputs[0][0].binary!)).toEqual(['file0']);
		expect(outputs[0][0].binary!.file0.fileName).toBe('list.csv');
	});

	it('gives a message without files, and says so', async () => {
		const parameters = at('downloadAttachments', { message: 1 });
		const result = await executeNode(run({ parameters }));
		expect(result.json).toMatchObject([{ id: 1, attachments: [] }]);
		expect(hintsOf(result)).toEqual(['Message 1 has no file to download']);
	});

	it('refuses attachments of another message', async () => {
		const message = await sendFiles();
		const parameters = at('downloadAttachments', { message, attachmentIds: '99' });
		const error = await errorOf(run({ parameters }));
		expect(error.message).toBe(
			`"Attachment IDs" holds what is no attachment of message ${message}: 99`,
		);
	});

	it('waits for a storage that is briefly unavailable', async () => {
		let asked = 0;
		const front = createServer((_request, response) => {
			if (asked++ === 0) return void response.writeHead(503).end('Come back');
			const disposition = 'attachment; filename="x.csv"';
			const headers = { 'content-type': 'text/csv', 'content-disposition': disposition };
			response.writeHead(200, headers).end('a,b');
		});
		await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
		const message = await sendFiles();
		showFilesAt(`http://127.0.0.1:${(front.address() as AddressInfo).port}`);
		const parameters = at('downloadAttachments', { message });
		const { outputs } = await executeNode(run({ parameters }));
		front.close();

		expect(asked).toBe(3);
		const { attachment_0: file } = outputs[0][0].binary!;
		expect(file.fileName).toBe('x.csv');
		expect((await readBinary(file)).toString()).toBe('a,b');
	});

	it('says that a file is gone', async () => {
		const front = createServer((_request, response) => {
			response.writeHead(404, { 'content-type': 'text/html' }).end();
		});
		await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
		const message = await sendFiles();
		showFilesAt(`http://127.0.0.1:${(front.address() as AddressInfo).port}`);
		const error = await errorOf(run({ parameters: at('downloadAttachments', { message }) }));
		front.close();
		expect(error.message).toBe('The file is no longer there');
	});

	it('says that the host of the files cannot be reached', async () => {
		const message = await sendFiles();
		showFilesAt('http://127.0.0.1:1');
		const parameters = at('downloadAttachments', { message, options: { maxWait: 0 } });
		const error = await errorOf(run({ parameters }));
		expect(error.message).toBe('The file could not be fetched from 127.0.0.1:1 (ECONNREFUSED)');
		expect(error.description).toContain('FRONTEND_URL');
	});
});
