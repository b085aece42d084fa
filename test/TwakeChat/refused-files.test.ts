import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { demoIds, demoWorld } from '../../sandbox/matrix';
import type { MatrixSandbox } from '../../sandbox/matrix';
import { errorOf, itemWithFile, runNode } from '../engine';
import { refusal } from '../faults/catalogue';
import { FaultProxy } from '../faults/fault-proxy';
import { eventsIn, inSupport, shownIn, twakeChatRun, useMatrix } from './twake-chat';

let matrix: MatrixSandbox;
useMatrix((started) => {
	matrix = started;
});

const LINK = '📎 https://example.com/film.mp4';
const film = { fileName: 'film.mp4', mimeType: 'video/mp4' };
const items = () => {
	const fileOf = (size: number, file = film) =>
		itemWithFile({}, Buffer.alloc(size), file).binary!.data;
	const third = fileOf(5, { fileName: 'third.pdf', mimeType: 'application/pdf' });
	return [{ json: {}, binary: { small: fileOf(5), large: fileOf(50), third } }];
};
const inThread = (more: object = {}, rest: object = {}) => ({
	...{ resource: 'thread', operation: 'createOrReply', ...inSupport, threadKey: 'k' },
	...{ text: 'Look', format: 'text', ...rest },
	additionalFields: { attachments: 'large, small', insteadOfFiles: LINK, messageKey: 'm', ...more },
});
const alone = (more: object = {}) => ({
	...{ resource: 'file', operation: 'send', ...inSupport, inputBinaryField: 'large' },
	additionalFields: { caption: 'Look', insteadOfFiles: LINK, ...more },
});
const run = (parameters: object, baseUrl = matrix.url) =>
	twakeChatRun(matrix, {
		parameters: parameters as INodeParameters,
		items: items(),
		credential: { baseUrl },
	});
const output = async (parameters: object, baseUrl?: string) =>
	(await runNode(run(parameters, baseUrl)))[0];
const own = async () => (await shownIn(matrix)).slice(1);
/** A homeserver that answers the upload of the large file like this. */
const refusing = async (status: number, body: unknown) => {
	const proxy = await FaultProxy.start(matrix.url);
	proxy.begin(({ method, path, body: { length } }) =>
		method === 'PUT' && path.includes('/upload/') && length === 50
			? refusal(status, body)
			: undefined,
	);
	return proxy;
};
const takesTen = () => matrix.seed(demoWorld, { uploadSize: 10 });
const TOO_LARGE = 'It is a file of 0.0 MiB, and the homeserver takes 0.0 MiB at most';

describe('Instead of Refused Files, Thread > Create or Reply', () => {
	it('stands below the text and the other files, once, also a day later', async () => {
		takesTen();
		const first = await output(inThread());
		matrix.later(25 * 3_600_000);
		const again = await output(inThread());
		const [text, file, instead] = (await eventsIn(matrix)).slice(1);

		expect(await own()).toEqual(['Look', 'film.mp4', LINK]);
		expect(instead.content).toMatchObject({
			msgtype: 'm.text',
			'm.relates_to': { rel_type: 'm.thread', event_id: text.event_id },
		});
		expect(first).toMatchObject({
			result: 'created',
			files_refused: TOO_LARGE,
			message_ids: [text.event_id, file.event_id, instead.event_id],
		});
		expect(again).toMatchObject({ result: 'unchanged', message_ids: first.message_ids });
	});

	it('begins the thread where the file would have', async () => {
		takesTen();
		const result = await output(inThread({ attachments: 'large' }, { text: '' }));

		expect(result).toMatchObject({ result: 'created', text: LINK, files_refused: TOO_LARGE });
		expect(await own()).toEqual([LINK]);
	});

	it.each([
		['a further file', 'Look', 'large, small', 'large, small, third', ['film.mp4', 'third.pdf']],
		['files of a thread that it began', '', 'large', 'third, small', ['third.pdf', 'film.mp4']],
	])('does not count as %s', async (_, said, attachments, later, sent) => {
		takesTen();
		await output(inThread({ attachments }, { text: said }));
		const before = await own();
		matrix.settings.uploadSize = 1000;
		await output(inThread({ attachments: later }, { text: said }));

		expect(before.at(-1)).toBe(LINK);
		expect(await own()).toEqual([...before, ...sent]);
	});

	it('is deleted with what was sent besides', async () => {
		takesTen();
		await output(inThread());
		const keys = { ...inSupport, threadKey: 'k', messageKey: 'm' };
		await output({ resource: 'message', operation: 'delete', ...keys });

		expect(await own()).toEqual(['undefined', 'undefined', 'undefined']);
	});

	it('mentions nobody again, and has the format of the text', async () => {
		takesTen();
		const mention = [demoIds.alice];
		const insteadOfFiles = '**Too large**';
		await output(inThread({ mention, insteadOfFiles }, { format: 'markdown' }));
		const { content } = (await eventsIn(matrix)).at(-1)!;

		expect(content).toMatchObject({
			formatted_body: '<strong>Too large</strong>',
			'm.mentions': {},
		});
	});

	it('is not said where all files are taken', async () => {
		const result = await output(inThread());

		expect(result).not.toHaveProperty('files_refused');
		expect(await own()).toEqual(['Look', 'film.mp4', 'film.mp4']);
	});

	it('leaves nothing behind without a text for it', async () => {
		takesTen();
		const error = await errorOf(run(inThread({ insteadOfFiles: '' })));

		expect(error.message).toContain('and the homeserver takes 0.0 MiB at most');
		expect(await own()).toEqual([]);
	});

	it('is refused when it is too long, before anything is sent', async () => {
		const error = await errorOf(run(inThread({ insteadOfFiles: 'x'.repeat(70_000) })));

		expect(error.message).toContain('"Additional Fields > Instead of Refused Files" is too long');
		expect(matrix.requests).toEqual([]);
	});

	it.each([
		['its type', 403, { errcode: 'M_FORBIDDEN', error: 'Not permitted' }, 'Not permitted'],
		['its content', 400, { errcode: 'M_UNKNOWN', error: 'Bad content' }, 'Bad content'],
		['its size by a proxy', 413, '<h1>413 Request Entity Too Large</h1>', 'HTTP 413'],
	])('is said when the server refuses the file for %s', async (_, status, body, why) => {
		const proxy = await refusing(status, body);
		const result = await output(inThread(), proxy.url);
		await proxy.close();

		expect(result.files_refused).toContain(why);
		expect(await own()).toEqual(['Look', 'film.mp4', LINK]);
	});

	it.each([
		['a quota that frees itself', 400, { errcode: 'M_RESOURCE_LIMIT_EXCEEDED', error: 'Quota' }],
		['a token that has died', 401, { errcode: 'M_UNKNOWN_TOKEN', error: 'Unknown token' }],
		['something in between', 403, '<h1>Forbidden</h1>'],
	])('is not said for %s', async (_, status, body) => {
		const proxy = await refusing(status, body);
		const error = await errorOf(run(inThread(), proxy.url));
		await proxy.close();

		expect(error.message).toContain('Twake Chat');
		expect(await own()).toEqual(['Look']);
	});
});

describe('Instead of Refused Files, File > Send', () => {
	it('stands below the caption', async () => {
		takesTen();
		const result: IDataObject = await output(alone());

		expect(result).toMatchObject({ text: `Look\n${LINK}`, files_refused: TOO_LARGE });
		expect(result).not.toHaveProperty('file');
		expect(await own()).toEqual([`Look\n${LINK}`]);
	});

	it('does not count as the file when that is taken later', async () => {
		takesTen();
		await output(alone({ messageKey: 'm' }));
		matrix.settings.uploadSize = 1000;
		const { id } = await output(alone({ messageKey: 'm' }));
		const again = await output(alone({ messageKey: 'm' }));

		expect(await own()).toEqual([`Look\n${LINK}`, 'Look']);
		expect(again.id).toBe(id);
	});

	it('fails without a text for it, and does not blame the room', async () => {
		const proxy = await refusing(403, { errcode: 'M_FORBIDDEN', error: 'Not permitted' });
		const error = await errorOf(run(alone({ insteadOfFiles: '' }), proxy.url));
		await proxy.close();

		expect(error.description).toContain('may not take the size or the type of this file');
		expect(await own()).toEqual([]);
	});
});
