import type { Operation } from '../operation/types';
import { accountLocator } from '../fields';

export const importContacts: Operation = {
	name: 'Import',
	value: 'import',
	action: 'Import contacts',
	description:
		'Hand over a CSV file of contacts: known e-mail addresses are updated, others created. Chatwoot begins a minute later and reports by e-mail only.',
	access: 'administrator',
	properties: [
		accountLocator,
		{
			displayName: 'Input Binary Field',
			name: 'binaryField',
			type: 'string',
			default: 'data',
			hint: 'The name of the input binary field containing the CSV file',
			description:
				'A CSV file with the columns name, email, phone_number and identifier; all others become custom attributes',
		},
	],
	async run({ param, account, files, hint }) {
		const field = param.requiredText('binaryField').trim();
		const [file] = await files([field]);
		// The server takes any file without a word, and then imports nothing (chatwoot.md §4).
		if (!/csv|text\/plain|excel/i.test(file.type) && !/\.csv$/i.test(file.name)) {
			param.refuse('binaryField', `holds no CSV file: ${file.name} is ${file.type}`);
		}
		if (file.size === 0) param.refuse('binaryField', `holds an empty file: ${file.name}`);
		await (await account()).contacts.import(file);
		hint('Chatwoot imports the file in about a minute and reports refused rows by e-mail only');
		return { requested: true, file: file.name };
	},
};
