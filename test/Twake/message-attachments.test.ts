import { randomBytes } from 'node:crypto';
import type { IBinaryData } from 'n8n-workflow';
import { demoIds, startTwake } from '../../sandbox/twake';
import type { TwakeSandbox } from '../../sandbox/twake';
import { errorOf, executeNode, itemWithFile, readBinary, runNode } from '../engine';
import { byId, createInSupport, plantThread, requestsOf, twakeRun } from './twake';

let twake: TwakeSandbox;
const download = (thread: unknown, change: object = {}) =>
	twakeRun(twake, {
		parameters: {
			...createInSupport,
			...{ resource: 'message', operation: 'downloadAttachments', thread: byId(String(thread)) },
			...change,
		},
	});

/** A thread of the application with a file; returns its id. */
async function postFile(content: Buffer, fileName: string): Promise<string> {
	const items = [itemWithFile({}, content, { fileName, mimeType: 'application/pdf' })];
	const parameters = { ...createInSupport, additionalFields: { attachments: 'data' } };
	return String((await runNode(twakeRun(twake, { parameters, items })))[0].id);
}

beforeEach(async () => {
	twake = await startTwake();
});
afterEach(async () => {
	await twake.close();
});

describe('Message > Download Attachments', () => {
	it('puts the files of a message into binary fields', async () => {
		const content = randomBytes(300_000);
		const thread = await postFile(content, 'offer.pdf');
		const { outputs } = await executeNode(download(thread));
		const [[{ json, binary }]] = outputs;
		const file = binary?.attachment_0 as IBinaryData;

		expect(json).toMatchObject({
			id: thread,
			text: 'Hello',
			files: [{ name: 'offer.pdf', binary_field: 'attachment_0' }],
		});
		expect(file).toMatchObject({ fileName: 'offer.pdf', mimeType: 'application/pdf' });
		expect((await readBinary(file)).equals(content)).toBe(true);
	});

	it('only names files that are not in Twake, and follows no reference that is no ID', async () => {
		const thread = await postFile(Buffer.from('x'), 'here.pdf');
		const stored = twake.state.message(thread, thread)!;
		const elsewhere = { source: 'drive', external_id: '7', name: 'there.pdf' };
		const external_id = { company_id: demoIds.company, id: '../../channels' };
		const forged = { source: 'internal', external_id, name: 'forged.pdf' };
		const files = [{ metadata: elsewhere }, { metadata: forged }, ...stored.files!];
		twake.state.store({ ...stored, files: files as never });
		const { outputs } = await executeNode(download(thread, { outputBinaryPrefix: 'file' }));

		expect(outputs[0][0].json.files).toEqual([
			{ name: 'there.pdf' },
			{ name: 'forged.pdf' },
			{ id: expect.any(String), name: 'here.pdf', binary_field: 'file0' },
		]);
		expect(Object.keys(outputs[0][0].binary ?? {})).toEqual(['file0']);
	});

	it('puts out a message without files, too', async () => {
		const [output] = await runNode(download(await plantThread(twake, 'Lunch?')));

		expect(output).toMatchObject({ text: 'Lunch?', files: [] });
	});

	it('says that there is no such message', async () => {
		const error = await errorOf(download('7f8d2a00-7c11-11ef-8a2b-000000000000'));

		expect(error.message).toBe('"Message" does not exist in this thread');
	});

	it('refuses an empty prefix before sending anything', async () => {
		const thread = await plantThread(twake, 'Lunch?');
		const error = await errorOf(download(thread, { outputBinaryPrefix: ' ' }));

		expect(error.message).toBe('"Put Output Files in Fields" is empty');
		expect(requestsOf(twake)).toEqual([]);
	});
});
