import { pageFields, wantedCount } from '../../../shared/pages';
import { messageOutput } from '../../api/output';
import { checkCompany } from '../kinds/existing-company';
import { company } from '../kinds/company';
import { operation } from '../operation/operation';

export const searchMessages = operation({
	name: 'Search',
	value: 'search',
	action: 'Search messages',
	description:
		'Find messages by their words, in the channels that the application has joined (Channel > Join)',
	on: company,
	fields: [
		{
			displayName: 'Search Text',
			name: 'search',
			type: 'string',
			default: '',
			placeholder: 'e.g. invoice',
			description: 'Words in the message',
		},
		...pageFields,
	],
	read: (param) => ({ text: param.requiredText('search').trim(), count: wantedCount(param) }),
	async act(call) {
		const { twake, place, input } = call;
		const found = await twake.messages.search(place.company, input.text);
		if (found.length === 0) await checkCompany(call, place);
		return found.slice(0, input.count);
	},
	simplify: messageOutput,
});
