import { itemWithFile } from '../engine';
import { byId, doInAccount, meddling } from './chatwoot';
import { asAgent, Desk } from './desk';

const PNG = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);
const picture = { items: [itemWithFile({}, PNG, { fileName: 'logo.png', mimeType: 'image/png' })] };
const pdf = itemWithFile({}, Buffer.from('%PDF-1.4\n'), {
	fileName: 'logo.png',
	mimeType: 'image/png',
});
const withAvatar = { avatarBinaryField: 'data' };

interface Case {
	resource: string;
	record: object;
	/** Where the output holds the address of the picture. */
	key: string;
	path: string;
	field: string;
	change: { name: string };
	sent: object;
}

const cases: Case[] = [
	{
		resource: 'inbox',
		record: { inbox: byId(1) },
		key: 'avatar_url',
		path: '/inboxes/1',
		field: 'avatar',
		change: { name: 'Bridge' },
		sent: { name: 'Bridge' },
	},
	{
		resource: 'agentBot',
		record: { agentBot: byId(1) },
		key: 'thumbnail',
		path: '/agent_bots/1',
		field: 'avatar',
		change: { name: 'Robo' },
		sent: { name: 'Robo' },
	},
	{
		resource: 'profile',
		record: {},
		key: 'avatar_url',
		path: '/api/v1/profile',
		field: 'profile',
		change: { name: 'Ali' },
		sent: { profile: { name: 'Ali' } },
	},
];

describe.each(cases)(
	'The avatar of $resource',
	({ resource, record, key, path, field, ...rest }) => {
		const desk = new Desk(resource);
		const { change, sent } = rest;

		it('is set from a file of the item, and taken away again', async () => {
			const parameters = { ...record, updateFields: withAvatar };
			const [output] = await desk.output('update', parameters, picture);
			expect(output[key]).toMatch(/^http.*logo\.png$/);
			expect(desk.sent('PATCH')).toEqual([[path, { [field]: expect.anything() }]]);

			await desk.output('deleteAvatar', record);
			expect((await desk.output('get', record))[0][key]).toBe('');
		});

		it('is set after the other changes, which may be refused', async () => {
			const parameters = { ...record, updateFields: { ...change, ...withAvatar } };
			const [output] = await desk.output('update', parameters, picture);
			expect(output).toMatchObject({ ...change, [key]: expect.stringContaining('logo.png') });
			expect(desk.sent('PATCH')).toEqual([
				[path, sent],
				[path, { [field]: expect.anything() }],
			]);
		});

		it('is refused when it is not a picture', async () => {
			const parameters = { ...record, updateFields: withAvatar };
			expect(await desk.refusal('update', parameters, { items: [pdf] })).toContain(
				'filetype not supported',
			);
			expect((await desk.output('get', record))[0][key]).toBe('');
		});

		it.each([
			['a field that the item does not have', { avatarBinaryField: 'photo' }, 'photo'],
			[
				'two fields',
				{ avatarBinaryField: 'data, photo' },
				'"Update Fields > Avatar Binary Field" names several fields',
			],
		])('is refused with %s, before any request', async (_what, updateFields, text) => {
			expect(await desk.refusal('update', { ...record, updateFields }, picture)).toContain(text);
			expect(desk.chatwoot.requests).toEqual([]);
		});

		it('can be removed where there is none', async () => {
			expect(await desk.output('deleteAvatar', record)).toHaveLength(1);
		});
	},
);

describe('The avatar of a new inbox', () => {
	const desk = new Desk('inbox');
	const create = { channel: 'api', name: 'Shop', additionalFields: withAvatar };

	it('is set once the inbox is there', async () => {
		const [output] = await desk.output('create', create, picture);
		expect(output).toMatchObject({
			name: 'Shop',
			avatar_url: expect.stringContaining('logo.png'),
		});
	});

	it('is reported as missing when it was refused, as the inbox exists', async () => {
		expect(await desk.refusal('create', create, { items: [pdf] })).toContain(
			'was created, but without its avatar: Chatwoot does not accept the values: Avatar filetype',
		);
		expect(desk.chatwoot.state.inboxes.where(({ name }) => name === 'Shop')).toHaveLength(1);
	});

	it('takes its file from each item, and fails alone', async () => {
		const parameters = { ...create, name: '={{ $json.name }}' };
		const [file] = picture.items;
		const items = [
			{ ...file, json: { name: 'One' } },
			{ ...pdf, json: { name: 'Two' } },
		];
		const { outputs } = await desk.result('create', parameters, {
			items,
			onError: 'continueErrorOutput',
		});
		expect(outputs[0]).toMatchObject([{ json: { name: 'One' } }]);
		expect(outputs[1]).toMatchObject([{ json: { error: expect.stringContaining('avatar') } }]);
	});
});

describe('The avatar of an agent bot', () => {
	const desk = new Desk('agentBot');

	it('is set with the bot', async () => {
		const parameters = { name: 'Robo', additionalFields: withAvatar };
		const [output] = await desk.output('create', parameters, picture);
		expect(output).toMatchObject({ name: 'Robo', thumbnail: expect.stringContaining('logo.png') });
	});

	it('is not for the role agent', async () => {
		expect(await desk.refusal('deleteAvatar', { agentBot: byId(1) }, asAgent)).toContain(
			'the role Administrator',
		);
	});

	it('is shown next to what the bot writes', async () => {
		const parameters = { agentBot: byId(1), updateFields: withAvatar };
		await desk.output('update', parameters, picture);
		const written = ['POST', 'conversations/1/messages', { content: 'Hi' }, 'BOT_TOKEN'] as const;
		expect(await doInAccount(desk.chatwoot, ...written)).toMatchObject({
			sender: { avatar_url: expect.stringContaining('logo.png') },
		});
	});

	it('that goes away while it is set is an error that names the bot', async () => {
		const parameters = { agentBot: byId(1), updateFields: { name: 'R', ...withAvatar } };
		const refusal = await meddling(
			desk.chatwoot,
			(nth) => {
				if (nth === 2) desk.chatwoot.state.bots.remove(1);
			},
			async () => await desk.refusal('update', parameters, picture),
		);
		expect(refusal).toContain('Chatwoot did not find agent bot 1');
	});
});
