import { operation } from '../operation/operation';
import { webUrl } from '../parameters/urls';

export const uploadFile = operation({
	name: 'Upload',
	value: 'upload',
	action: 'Upload file',
	description:
		'Upload a file once, to attach it to any number of messages by its ID. At most 60 an hour per account.',
	fields: [
		{
			displayName: 'Source',
			name: 'source',
			type: 'options',
			options: [
				{ name: 'Binary Field', value: 'binary' },
				{ name: 'URL', value: 'url', description: 'Pictures and videos only' },
			],
			default: 'binary',
			description: 'Where the file comes from: binary or URL',
		},
		{
			displayName: 'Input Binary Field',
			name: 'inputBinaryField',
			type: 'string',
			default: 'data',
			displayOptions: { show: { source: ['binary'] } },
			hint: 'The name of the input binary field containing the file to be uploaded',
			description: 'Large files are streamed and never held in memory as a whole',
		},
		{
			displayName: 'File URL',
			name: 'url',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/manual.png',
			displayOptions: { show: { source: ['url'] } },
			description: 'Public address of a picture or video of at most 40 MB, which Chatwoot fetches',
		},
	],
	async read(param, context) {
		if (param.choice('source', ['binary', 'url']) === 'url') {
			return { url: webUrl(param, 'url') ?? param.refuse('url', 'is empty') };
		}
		const path = 'inputBinaryField';
		return { file: await context.file(param.requiredText(path).trim(), path) };
	},
	async act({ api, input: { url, file } }) {
		if (url !== undefined) return { ...(await api.files.fetch(url)) };
		return { ...(await api.files.upload(file)), name: file.name, type: file.type };
	},
});
