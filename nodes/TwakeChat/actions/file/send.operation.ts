import {
	INSTEAD_OF_FILES,
	insteadOfFilesField,
	toldOf,
	withInstead,
} from '../../../shared/refused-files';
import { contentOf, inThread } from '../../api/content';
import type { Content } from '../../api/types';
import { checked } from '../content/draft';
import { room } from '../kinds/room';
import { operation } from '../operation/operation';
import type { TwakeChatParameters } from '../operation/parameters';
import { existingThread, latestOf } from '../sending/existing';
import { refuseUnsuitable, send } from '../sending/send';
import { fileMessage } from '../sending/upload';
import { inputField } from './fields';

const FIELD = 'inputBinaryField';

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
		insteadOfFilesField,
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
		field: param.requiredText(FIELD).trim(),
		caption: param.optionalText('additionalFields.caption'),
		thread: param.optionalMessage('additionalFields.thread'),
		instead: insteadFrom(param),
	}),
	async act(call) {
		const { place, input } = call;
		const { room: id } = place;
		const content = await call.file(input.field, FIELD);
		// Checked before any of the file is sent.
		await refuseUnsuitable(call, id);
		const root =
			input.thread === undefined
				? undefined
				: await existingThread(call, { room: id, thread: input.thread });
		const { caption, instead } = input;
		const isDispensable = instead !== undefined;
		const result = await fileMessage(call, content, { path: FIELD, caption, isDispensable });
		const shows = 'content' in result;
		const message = {
			...(shows ? result.content : instead!),
			...(root && { 'm.relates_to': inThread(root.event_id, latestOf(root)) }),
		};
		// A text that went in its place does not count as the file when that is taken later.
		const work = [shows ? 'file' : 'instead of file', root?.event_id ?? ''];
		const sent = await send(call, id, message, work);
		if (!shows) return { ...sent, ...toldOf(result.filesRefused) };
		const { name, type, size } = content;
		return { ...sent, file: { id: message.url, name, mime_type: type, size } };
	},
});

/** What is sent in place of the file: the caption, which is plain text, with what stands below it. */
function insteadFrom(param: TwakeChatParameters): Content | undefined {
	const instead = param.optionalText(INSTEAD_OF_FILES);
	if (instead === undefined) return undefined;
	const text = withInstead(param.optionalText('additionalFields.caption'), instead);
	const nobody = { mentions: [], mentionsRoom: false };
	const content = contentOf({ text, format: 'text', kind: 'm.text', ...nobody });
	return checked(param, INSTEAD_OF_FILES, content);
}
