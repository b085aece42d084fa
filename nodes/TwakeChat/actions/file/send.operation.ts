import { inThread } from '../../api/content';
import { room } from '../kinds/room';
import { operation } from '../operation/operation';
import { existingThread, latestOf } from '../sending/existing';
import { refuseEncrypted, send } from '../sending/send';
import { fileMessage } from '../sending/upload';
import { inputField } from './fields';

export const sendFile = operation({
	name: 'Send',
	value: 'send',
	action: 'Send file',
	description: 'Upload a file and show it in a room: pictures, audio and video as such',
	on: room,
	fields: [inputField],
	additional: [
		{
			displayName: 'Caption',
			name: 'caption',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			description: 'A text that belongs to the file',
		},
		{
			displayName: 'Thread ID',
			name: 'thread',
			type: 'string',
			default: '',
			description: 'The ID of a message: the file is shown in its thread',
		},
	],
	isKeyed: true,
	read: (param) => ({
		field: param.requiredText('inputBinaryField').trim(),
		caption: param.optionalText('additionalFields.caption'),
		thread: param.optionalMessage('additionalFields.thread'),
	}),
	async act(call) {
		const { place, input } = call;
		const { room: id } = place;
		const content = await call.file(input.field, 'inputBinaryField');
		// Checked before any of the file is sent.
		await refuseEncrypted(call, id);
		const root =
			input.thread === undefined
				? undefined
				: await existingThread(call, { room: id, thread: input.thread });
		const message = {
			...(await fileMessage(call, content, { caption: input.caption })),
			...(root && { 'm.relates_to': inThread(root.event_id, latestOf(root)) }),
		};
		const { name, type, size } = content;
		const shown = await send(call, id, message, ['file', root?.event_id ?? '']);
		return { ...shown, file: { id: message.url, name, mime_type: type, size } };
	},
});
