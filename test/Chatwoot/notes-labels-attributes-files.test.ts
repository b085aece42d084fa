import { Readable } from 'node:stream';
import type { ILoadOptionsFunctions, INodeParameters } from 'n8n-workflow';
import { Turns } from '../../nodes/shared/turns';
import { FilesApi } from '../../nodes/Chatwoot/api/files';
import { Chatwoot } from '../../nodes/Chatwoot/Chatwoot.node';
import type { Requester } from '../../nodes/shared/request';
import type { Upload } from '../../sandbox/chatwoot';
import {
	errorOf,
	executeNode,
	itemWithFile,
	itemWithStoredFile,
	runNode,
	searchList,
} from '../engine';
import { bodiesOf, byId, chatwootRun, demo, requestsOf, useChatwoot } from './chatwoot';
import type { ChatwootRun } from './chatwoot';

const chatwoot = useChatwoot();
const run = (given: ChatwootRun) => chatwootRun(chatwoot, given);
const account = '/api/v1/accounts/1';
const agent = { accessToken: 'AGENT_TOKEN' };

describe('Contact Note', () => {
	const on = (operation: string, rest: INodeParameters = {}): INodeParameters => ({
		resource: 'contactNote',
		operation,
		account: byId(demo.account),
		contact: byId(demo.carla),
		...rest,
	});
	const write = async (...contents: string[]) =>
		await runNode(
			run({
				parameters: {
					...on('create', { text: '={{ $json.text }}' }),
					options: { concurrency: 1 },
				},
				items: contents.map((text) => ({ text })),
			}),
		);

	it('is written from each item', async () => {
		const output = await write('Called', 'Asked for {{ a discount }}');
		expect(output[1]).toEqual({
			id: expect.any(Number),
			contact_id: 1,
			content: 'Asked for {{ a discount }}',
			author: { id: 1, name: 'Alice Admin', email: 'alice@acme.example' },
			created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
			updated_at: expect.any(String),
		});
		expect(chatwoot.state.notes.all()).toHaveLength(2);
	});

	it('is listed, the newest first', async () => {
		await write('one', 'two', 'three');
		const all = await runNode(run({ parameters: on('getMany', { returnAll: true }) }));
		const some = await runNode(run({ parameters: on('getMany', { limit: 2 }) }));
		expect(all.map(({ content }) => content)).toEqual(['three', 'two', 'one']);
		expect(some).toHaveLength(2);
	});

	it('is changed, and deleted', async () => {
		const [{ id }] = await write('old');
		const note = String(id);
		const [changed] = await runNode(run({ parameters: on('update', { note, text: 'new' }) }));
		expect(changed).toMatchObject({ id, content: 'new' });
		const [deleted] = await runNode(run({ parameters: on('delete', { note }) }));
		expect(deleted).toEqual({ deleted: true, id });
		expect(chatwoot.state.notes.all()).toEqual([]);
	});

	it.each<[string, string, INodeParameters, string]>([
		['an empty text', 'create', { text: ' \n' }, '"Text" is empty'],
		['to empty a note, which the server only pretends', 'update', { note: '1' }, '"Text" is empty'],
		['a text that is too long', 'create', { text: '🎉'.repeat(20_001) }, 'has 20001 characters'],
		['no note', 'delete', { note: '' }, '"Note ID" is empty'],
		['a note that is no number', 'delete', { note: '12abc' }, '"Note ID" is not an ID: "12abc"'],
	])('refuses %s before any request', async (_name, operation, rest, message) => {
		const error = await errorOf(run({ parameters: on(operation, rest) }));
		expect(error.message).toContain(message);
		expect(chatwoot.requests).toEqual([]);
	});

	it('that does not exist is named, on the error output', async () => {
		const parameters = on('delete', { note: '99' });
		const { outputs } = await executeNode(run({ parameters, onError: 'continueErrorOutput' }));
		expect(outputs[1][0].json.error).toBe('Chatwoot did not find note 99, contact 1, account 1');
	});
});

describe('Label', () => {
	const on = (operation: string, rest: INodeParameters = {}): INodeParameters => ({
		resource: 'label',
		operation,
		account: byId(demo.account),
		...rest,
	});

	it('is defined as the server wants it', async () => {
		const additionalFields = { color: '#ff0000', description: 'Pays well' };
		const [output] = await runNode(
			run({ parameters: on('create', { title: ' VIP-Kunde ', additionalFields }) }),
		);
		expect(output).toEqual({
			id: expect.any(Number),
			title: 'vip-kunde',
			color: '#ff0000',
			description: 'Pays well',
			show_on_sidebar: true,
		});
	});

	it('is read, also by an agent, whom the server refuses a single one', async () => {
		const parameters = on('get', { label: byId(1) });
		const [output] = await runNode(run({ parameters, credential: agent }));
		expect(output).toMatchObject({ id: 1, title: 'urgent' });
		expect((await errorOf(run({ parameters: on('get', { label: byId(9) }) }))).message).toBe(
			'Chatwoot did not find label 9',
		);
	});

	it('is listed, renamed and deleted, which what carries it follows', async () => {
		chatwoot.state.contacts.get(1)!.labels = ['urgent', 'shipping'];
		const all = await runNode(run({ parameters: on('getMany') }));
		expect(all.map(({ title }) => title)).toEqual(['shipping', 'urgent']);
		const updateFields = { title: 'Now' };
		await runNode(run({ parameters: on('update', { label: byId(1), updateFields }) }));
		const [deleted] = await runNode(run({ parameters: on('delete', { label: byId(2) }) }));
		expect(deleted).toEqual({ deleted: true, id: 2 });
		expect(chatwoot.state.contacts.get(1)!.labels).toEqual(['now']);
	});

	it.each<[string, string, INodeParameters, string]>([
		['no title', 'create', { title: ' ' }, '"Title" is empty'],
		['one letter', 'create', { title: 'x' }, 'cannot be the title of a label: "x"'],
		['two words', 'create', { title: 'very important' }, 'cannot be the title of a label'],
		[
			'a colour by name',
			'create',
			{ title: 'ok', additionalFields: { color: 'red' } },
			'not a colour',
		],
		['no change', 'update', { label: byId(1) }, '"Update Fields" is empty'],
	])('refuses %s before any request', async (_name, operation, rest, message) => {
		const error = await errorOf(run({ parameters: on(operation, rest) }));
		expect(error.message).toContain(message);
		expect(chatwoot.requests).toEqual([]);
	});

	it("shows the server's refusal of a title that is taken, and of an agent", async () => {
		const parameters = on('create', { title: 'urgent' });
		expect((await errorOf(run({ parameters }))).message).toContain('taken');
		const refused = await errorOf(run({ parameters, credential: agent }));
		expect(refused.description).toContain('Administrator');
	});
});

describe('Custom Attribute', () => {
	const on = (operation: string, rest: INodeParameters = {}): INodeParameters => ({
		resource: 'customAttribute',
		operation,
		account: byId(demo.account),
		...rest,
	});
	const size = {
		model: 'conversation_attribute',
		name: 'Shoe size',
		key: 'shoe_size',
		type: 'list',
		additionalFields: { listValues: '38, 39', description: 'EU' },
	};

	it('is defined with all its settings', async () => {
		const [output] = await runNode(run({ parameters: on('create', size) }));
		expect(output).toEqual({
			id: expect.any(Number),
			attribute_key: 'shoe_size',
			attribute_display_name: 'Shoe size',
			attribute_display_type: 'list',
			attribute_model: 'conversation_attribute',
			attribute_description: 'EU',
			attribute_values: ['38', '39'],
			regex_pattern: null,
			regex_cue: null,
		});
	});

	it('is listed by what carries it', async () => {
		const list = async (model: string) =>
			(await runNode(run({ parameters: on('getMany', { model }) }))).map(
				({ attribute_key }) => attribute_key,
			);
		expect(await list('conversation_attribute')).toEqual(['order_id']);
		expect(await list('all')).toHaveLength(3);
	});

	it('is read, changed and deleted', async () => {
		const customAttribute = byId(1);
		const updateFields = { name: 'Tariff', regexPattern: '^[a-z]+$', regexCue: 'small letters' };
		await runNode(run({ parameters: on('update', { customAttribute, updateFields }) }));
		const [read] = await runNode(run({ parameters: on('get', { customAttribute }) }));
		expect(read).toMatchObject({
			attribute_key: 'plan',
			attribute_display_name: 'Tariff',
			regex_cue: 'small letters',
		});
		const [deleted] = await runNode(run({ parameters: on('delete', { customAttribute }) }));
		expect(deleted).toEqual({ deleted: true, id: 1 });
		expect(chatwoot.state.attributes.get(1)).toBeUndefined();
	});

	it.each<[string, string, INodeParameters, string]>([
		['no key', 'create', { ...size, key: '' }, '"Key" is empty'],
		[
			'a key with blanks',
			'create',
			{ ...size, key: 'shoe size' },
			'letters, digits, _, - and dots',
		],
		[
			'the name of a field',
			'create',
			{ ...size, key: 'status' },
			'name of a standard field: status',
		],
		['no name', 'create', { ...size, name: '' }, '"Name" is empty'],
		['a list of nothing', 'create', { ...size, additionalFields: {} }, '"Additional Fields > List'],
		['an unknown type', 'create', { ...size, type: 'colour' }, '"Type" is "colour"'],
		['an unknown model', 'create', { ...size, model: '1' }, '"Applies To" is "1"'],
		[
			'a pattern that is none',
			'update',
			{ customAttribute: byId(1), updateFields: { regexPattern: '([' } },
			'is not a regular expression',
		],
	])('refuses %s before any request', async (_name, operation, rest, message) => {
		const error = await errorOf(run({ parameters: on(operation, rest) }));
		expect(error.message).toContain(message);
		expect(chatwoot.requests).toEqual([]);
	});

	it.each([
		[
			'a key of a standard field',
			{ key: 'email' },
			'"Update Fields > Key" is the name of a standard',
		],
		['a list of nothing', { type: 'list' }, '"Update Fields > List Options" is empty'],
	])('is not changed to %s, which the server takes', async (_name, updateFields, message) => {
		const parameters = on('update', { customAttribute: byId(1), updateFields });
		const error = await errorOf(run({ parameters }));
		expect(error.message).toContain(message);
		expect(chatwoot.state.attributes.get(1)).toMatchObject({ attribute_key: 'plan' });
	});

	it('may have a key that is a field of something else', async () => {
		const updateFields = { key: 'status', type: 'list', listValues: 'new, old' };
		const parameters = on('update', { customAttribute: byId(1), updateFields });
		expect(await runNode(run({ parameters }))).toMatchObject([{ attribute_key: 'status' }]);
	});

	it('with a taken key is refused by the server, on the error output', async () => {
		const parameters = on('create', {
			...size,
			model: 'contact_attribute',
			key: '={{ $json.key }}',
		});
		const items = [{ key: 'plan' }, { key: 'plan_2' }];
		const { outputs } = await executeNode(
			run({ parameters, items, onError: 'continueErrorOutput' }),
		);
		expect(outputs[0].map(({ json }) => json.attribute_key)).toEqual(['plan_2']);
		expect(outputs[1][0].json.error).toContain('taken');
	});
});

describe('File > Upload', () => {
	const upload = (rest: INodeParameters = {}): INodeParameters => ({
		resource: 'file',
		operation: 'upload',
		account: byId(demo.account),
		...rest,
	});
	const meta = { fileName: 'Größe 靴.txt', mimeType: 'text/plain' };

	it.each([
		['in memory', itemWithFile],
		['on the disk', itemWithStoredFile],
	])('gives a file %s an ID that messages can attach', async (_where, item) => {
		const items = [await item({}, Buffer.from('38-45'), meta)];
		const [output] = await runNode(run({ parameters: upload(), items }));
		expect(output).toEqual({
			id: expect.any(String),
			file_url: expect.stringContaining('/rails/active_storage/blobs/redirect/'),
			name: meta.fileName,
			type: meta.mimeType,
		});
		const [{ attachment }] = bodiesOf(chatwoot, `${account}/upload`);
		const sent = attachment as unknown as Upload;
		expect([sent.name, sent.bytes.toString()]).toEqual([meta.fileName, '38-45']);
		expect(String(output.file_url)).toContain(`/redirect/${String(output.id)}/`);
	});

	it('has the server fetch an address', async () => {
		const parameters = upload({ source: 'url', url: 'https://cdn.example/a.png' });
		await executeNode(run({ parameters }));
		expect(bodiesOf(chatwoot, `${account}/upload`)).toEqual([
			{ external_url: 'https://cdn.example/a.png' },
		]);
	});

	it.each<[string, INodeParameters, string]>([
		['a missing file', { inputBinaryField: 'photo' }, 'photo'],
		['no address', { source: 'url' }, '"File URL" is empty'],
		['an address that is none', { source: 'url', url: 'ftp://x' }, 'is not a web address'],
	])('refuses %s before any request', async (_name, rest, message) => {
		const error = await errorOf(run({ parameters: upload(rest) }));
		expect(error.message).toContain(message);
		expect(requestsOf(chatwoot)).toEqual([]);
	});
});

describe('the ID of an uploaded file', () => {
	const file_url = 'https://x.example/rails/active_storage/blobs/redirect/eyJf--2a/a%20b.png';

	it.each([
		['what the server gives', 'eyJf--2a'],
		['taken out of the address on servers up to 4.3.0, whose number nothing takes', 17],
	])('is %s', async (_name, blob_id) => {
		const requester = { send: async () => ({ file_url, blob_id, blob_key: 'k' }) };
		const files = new FilesApi({
			requester: requester as unknown as Requester,
			id: 1,
			path: account,
			turns: new Turns(),
		});
		expect(await files.fetch('https://x.example/a.png')).toEqual({ id: 'eyJf--2a', file_url });
	});
});

describe('what the editor asks for', () => {
	it('offers the definitions of custom attributes to choose from', async () => {
		const parameters = { resource: 'customAttribute', operation: 'get', account: byId(1) };
		const { results } = await searchList(run({ parameters }), 'searchCustomAttributes', 'PLAN');
		expect(results).toEqual([{ name: 'Plan (plan, contact)', value: 1 }]);
	});

	/** The methods of the node as the editor calls them, with the requests of a real execution. */
	const ask = async (
		kind: 'loadOptions' | 'resourceMapping',
		method: string,
		getCredentials = async (): Promise<object> => ({
			baseUrl: chatwoot.url,
			accessToken: 'ADMIN_TOKEN',
		}),
	) => {
		const node = new Chatwoot();
		const methods = node.methods[kind] as unknown as Record<
			string,
			(this: ILoadOptionsFunctions) => Promise<unknown>
		>;
		const context = {
			getNode: () => ({ name: 'Chatwoot', type: 'chatwoot', typeVersion: 1, parameters: {} }),
			getCredentials,
			getCurrentNodeParameter: () => ({ value: '1' }),
			helpers: {
				httpRequestWithAuthentication: async (_name: string, { url }: { url: string }) => {
					const response = await fetch(url, { headers: { 'Api-Access-Token': 'ADMIN_TOKEN' } });
					const headers = { 'content-type': response.headers.get('content-type') };
					const body = Readable.from([Buffer.from(await response.arrayBuffer())]);
					return { statusCode: response.status, headers, body };
				},
			},
		};
		return await methods[method].call(context as unknown as ILoadOptionsFunctions);
	};

	it('offers labels by title, and attributes by key', async () => {
		expect(await ask('loadOptions', 'getLabels')).toEqual([
			{ name: 'shipping', value: 'shipping' },
			{ name: 'urgent', value: 'urgent' },
		]);
		expect(await ask('loadOptions', 'getContactAttributes')).toEqual([
			{ name: 'Plan (text)', value: 'plan' },
			{ name: 'Customer since (date)', value: 'customer_since' },
		]);
		expect(await ask('loadOptions', 'getConversationAttributes')).toEqual([
			{ name: 'Order (text)', value: 'order_id' },
		]);
	});

	it('offers a typed field per custom attribute, with its options and its cue', async () => {
		const { attributes } = chatwoot.state;
		const plan = attributes.get(1)!;
		Object.assign(plan, { attribute_display_type: 'list', attribute_values: ['free', 'pro'] });
		plan.regex_cue = 'choose one';
		const { fields } = (await ask('resourceMapping', 'getContactAttributeFields')) as {
			fields: object[];
		};
		expect(fields).toEqual([
			expect.objectContaining({
				id: 'plan',
				displayName: 'Plan (choose one)',
				type: 'options',
				options: [
					{ name: 'free', value: 'free' },
					{ name: 'pro', value: 'pro' },
				],
			}),
			expect.objectContaining({ id: 'customer_since', type: 'dateTime', required: false }),
		]);
	});

	it('says why there are no fields, where n8n would show nothing', async () => {
		const { attributes } = chatwoot.state;
		for (const { id } of attributes.all()) attributes.remove(id);
		expect(await ask('resourceMapping', 'getContactAttributeFields')).toEqual({
			fields: [],
			emptyFieldsNotice: 'The account defines no custom attributes. They can be given as JSON.',
		});
		const missing = async () => await Promise.reject(new Error('no credentials set'));
		expect(await ask('resourceMapping', 'getConversationAttributeFields', missing)).toEqual({
			fields: [],
			emptyFieldsNotice:
				'No custom attributes to choose from: no credentials set. When this is mended, close the node and open it again.',
		});
	});
});
