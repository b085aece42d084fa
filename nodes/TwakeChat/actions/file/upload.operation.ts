import { operation } from '../operation/operation';
import { uploaded } from '../sending/upload';
import { inputField } from './fields';

export const uploadFile = operation({
	name: 'Upload',
	value: 'upload',
	action: 'Upload file',
	description: 'Store a file on the homeserver without showing it to anybody; Send shows one',
	fields: [inputField],
	read: (param) => param.requiredText('inputBinaryField').trim(),
	async act(call) {
		const content = await call.file(call.input, 'inputBinaryField');
		const id = await uploaded(call, content);
		const { name, type, size } = content;
		return { id, name, mime_type: type, size };
	},
});
