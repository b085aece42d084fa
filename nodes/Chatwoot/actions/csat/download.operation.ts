import { operation } from '../operation/operation';
import { outputFileField, withFile } from '../reporting/file-output';
import { csatFields, csatQueryFrom } from './query';

export const downloadCsat = operation({
	name: 'Download',
	value: 'download',
	action: 'Download CSAT responses',
	description:
		'Get the answers to surveys as the CSV file of the dashboard; its last line tells the period',
	access: 'administrator',
	fields: [...csatFields, outputFileField],
	read: (param) => ({
		query: csatQueryFrom(param),
		field: param.requiredText('outputBinaryField'),
	}),
	async act(call) {
		return await withFile({ report: 'csat' }, await call.api.csat.file(call.input.query), call);
	},
});
