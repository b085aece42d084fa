import { itemWithFile } from '../engine';
import { byId, demo } from './chatwoot';
import { Desk } from './desk';

const desk = new Desk('message');
const create = async (additionalFields: object, change: object = {}, type?: string) => {
	const parameters = { conversation: byId(demo.conversation), additionalFields, ...change };
	const file = { fileName: 'note.ogg', mimeType: type ?? 'audio/ogg' };
	const items = [itemWithFile({}, Buffer.from('OggS'), file)];
	return await desk.output('create', parameters, { items });
};
const attached = { attachments: 'data' };

describe('Message > Create, voice messages and source IDs', () => {
	it('tells Chatwoot that an audio file is a voice message', async () => {
		const [output] = await create({ isVoiceMessage: true }, attached);

		expect(output).toMatchObject({ attachments: [{ file_type: 'audio' }] });
		expect(desk.sent('POST')[0][1]).toMatchObject({ is_voice_message: 'true' });
	});

	it('refuses a voice message without an audio file', async () => {
		const additionalFields = { isVoiceMessage: true };
		const parameters = { conversation: byId(demo.conversation), additionalFields, text: 'Hi' };
		expect(await desk.refusal('create', parameters)).toBe(
			'"Additional Fields > Voice Message" is on, but no audio file is attached Name the binary field of the recording under Attachments.',
		);
		await expect(create(additionalFields, attached, 'image/png')).rejects.toThrow(
			'"Additional Fields > Voice Message" is on, but no audio file is attached',
		);
		expect(desk.sent('POST')).toEqual([]);
	});

	it('stores the ID of the message in another system', async () => {
		const [output] = await create({ sourceId: ' wamid.1 ' }, { text: 'Hi' });

		expect(output).toMatchObject({ source_id: 'wamid.1', content: 'Hi' });
		await expect(create({ sourceId: 'x'.repeat(256) }, { text: 'Hi' })).rejects.toThrow(
			'"Additional Fields > Source ID" has 256 characters',
		);
	});
});
