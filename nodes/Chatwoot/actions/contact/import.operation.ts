import { operation } from '../operation/operation';

export const importContacts = operation({
	name: 'Import',
	value: 'import',
	action: 'Import contacts',
	description:
		'Create and update contacts from a CSV file, a minute later; Chatwoot reports by e-mail only',
	access: 'administrator',
	fields: [
		{
			displayName: 'Input Binary Field',
			name: 'inputBinaryField',
			type: 'string',
			default: 'data',
			hint: 'The name of the input binary field containing the CSV file',
			description:
				'A CSV file with the columns name, email, phone_number and identifier; all others become custom attributes',
		},
	],
	async read(param, context) {
		const path = 'inputBinaryField';
		const file = await context.file(param.requiredText(path).trim(), path);
		// The server accepts any file without an error, and then imports nothing (chatwoot.md §4).
		if (!/csv|text\/plain|excel/i.test(file.type) && !/\.csv$/i.test(file.name)) {
			param.refuse(path, `holds no CSV file: ${file.name} is ${file.type}`);
		}
		if (file.size === 0) param.refuse(path, `holds an empty file: ${file.name}`);
		return file;
	},
	async act({ api, input: file, hint }) {
		await api.contacts.import(file);
		hint('Chatwoot imports the file in about a minute and reports refused rows by e-mail only');
		return { requested: true, file: file.name };
	},
});
