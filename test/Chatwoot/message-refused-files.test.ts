import { itemWithFile } from '../engine';
import { byId, demo, shownIn } from './chatwoot';
import { Desk } from './desk';
import { startSlowProxy } from './slow-proxy';

const desk = new Desk('message');
const program = () => [
	itemWithFile({}, Buffer.from('MZ'), {
		fileName: 'setup.exe',
		mimeType: 'application/octet-stream',
	}),
];
const answer = (more: object = { insteadOfFiles: '📎 setup.exe' }) => ({
	conversation: byId(demo.conversation),
	text: 'Try this',
	attachments: 'data',
	additionalFields: more,
});
/** The conversation is with a visitor of the website. */
const onTheWebsite = () => {
	desk.chatwoot.state.conversations.get(1)!.inbox_id = demo.website;
};
const texts = () => shownIn(desk.chatwoot).slice(2);

describe('Message > Create, Instead of Refused Files', () => {
	it('writes without a file whose type is not taken, and says why', async () => {
		onTheWebsite();
		const [output] = await desk.output('create', answer(), { items: program() });

		expect(output).toMatchObject({
			content: 'Try this\n📎 setup.exe',
			files_refused:
				'Chatwoot does not accept the values: Validation failed: Attachments file type not supported',
		});
		expect(texts()).toEqual(['Try this\n📎 setup.exe']);
		expect(desk.chatwoot.state.attachments.all()).toEqual([]);
	});

	it('fails when nothing is to stand there', async () => {
		onTheWebsite();
		const refusal = await desk.refusal('create', answer({}), { items: program() });

		expect(refusal).toContain('Attachments file type not supported');
		expect(texts()).toEqual([]);
	});

	it('writes without a file that is too large for what stands before the server', async () => {
		const proxy = await startSlowProxy(desk.chatwoot.url);
		proxy.limit = 10_000;
		const items = [itemWithFile({}, Buffer.alloc(20_000), { fileName: 'film.mp4' })];
		const credential = { baseUrl: proxy.url };
		const [output] = await desk.output('create', answer(), { items, credential });
		proxy.close();

		expect(output.files_refused).toContain('HTTP 413');
		expect(texts()).toEqual(['Try this\n📎 setup.exe']);
	});

	it('sends the file where it is taken', async () => {
		const [output] = await desk.output('create', answer(), { items: program() });

		expect(output).not.toHaveProperty('files_refused');
		expect(texts()).toEqual(['Try this']);
		expect(desk.chatwoot.state.attachments.all()).toHaveLength(1);
	});

	it('does not take another refusal for one of the files', async () => {
		const more = { insteadOfFiles: '📎 setup.exe', uploadIds: 'bWFkZQ==--abcdef0123' };
		const refusal = await desk.refusal('create', answer(more), { items: program() });

		expect(refusal).toMatch(/^Chatwoot /);
		expect(texts()).toEqual([]);
	});

	it('writes no second message when the answer to the first was lost', async () => {
		const proxy = await startSlowProxy(desk.chatwoot.url);
		proxy.cut = ({ method }) => method === 'POST';
		const credential = { baseUrl: proxy.url };
		await desk.refusal('create', answer(), { items: program(), credential });
		proxy.close();

		expect(texts()).toEqual(['Try this']);
	});

	it('lets the last of several messages say it', async () => {
		onTheWebsite();
		const severalMessages = { split: { typing: 0 } };
		const more = { insteadOfFiles: '📎 {{ setup }}', severalMessages };
		const parameters = { ...answer(more), text: 'Wait\n\nTry this' };
		await desk.output('create', parameters, { items: program() });

		expect(texts()).toEqual(['Wait', 'Try this\n📎 {{ setup }}']);
	});
});

describe('Message > Send to Contact, Instead of Refused Files', () => {
	const to = (more: object = { insteadOfFiles: '📎 setup.exe' }) => ({
		inbox: byId(demo.website),
		findBy: 'email',
		email: 'carla@customer.example',
		text: 'Try this',
		attachments: 'data',
		additionalFields: more,
	});
	const send = async (parameters: object, rest: object = {}) =>
		(await desk.output('sendToContact', parameters, { items: program(), ...rest }))[0];
	/** Messages of the conversations that Carla has in the inbox of the website. */
	const shown = () => {
		const { conversations, messages } = desk.chatwoot.state;
		return conversations
			.where(({ inbox_id }) => inbox_id === demo.website)
			.map(({ id }) =>
				messages
					.where((each) => each.conversation_id === id && each.message_type === 1)
					.map(({ content }) => content),
			);
	};
	const NOT_TAKEN: unknown = expect.stringContaining('Attachments file type not supported');

	it('opens one conversation, which begins with the text and what stands below it', async () => {
		const output = await send(to());

		expect(output).toMatchObject({
			conversation_action: 'created',
			files_refused: NOT_TAKEN,
			message: { content: 'Try this\n📎 setup.exe' },
		});
		expect(shown()).toEqual([['Try this\n📎 setup.exe']]);
	});

	it('opens none when nothing is to stand there', async () => {
		const refusal = await desk.refusal('sendToContact', to({}), { items: program() });

		expect(refusal).toContain('Attachments file type not supported');
		expect(shown()).toEqual([]);
	});

	it('goes on in the open conversation', async () => {
		await send({ ...to(), attachments: '', text: 'Hello' });
		const output = await send(to());

		expect(output).toMatchObject({ conversation_action: 'continued', files_refused: NOT_TAKEN });
		expect(shown()).toEqual([['Hello', 'Try this\n📎 setup.exe']]);
	});

	it('lets the last of several messages of a new conversation say it', async () => {
		const severalMessages = { split: { typing: 0 } };
		const more = { insteadOfFiles: '📎 setup.exe', severalMessages };
		await send({ ...to(more), text: 'Wait\n\nTry this' });

		expect(shown()).toEqual([['Wait', 'Try this\n📎 setup.exe']]);
	});

	it('opens no second conversation when the answer to the first was lost', async () => {
		const proxy = await startSlowProxy(desk.chatwoot.url);
		proxy.cut = ({ method, path }) => method === 'POST' && path.endsWith('/conversations');
		const parameters = { ...to(), inbox: byId(demo.api), withoutOpen: 'new' };
		desk.chatwoot.state.conversations.get(1)!.status = 'resolved';
		const count = desk.chatwoot.state.conversations.all().length;
		const credential = { baseUrl: proxy.url };
		await desk.refusal('sendToContact', parameters, { items: program(), credential });
		proxy.close();

		expect(desk.chatwoot.state.conversations.all()).toHaveLength(count + 1);
	});
});
