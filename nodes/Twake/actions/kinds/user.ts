import { company } from './company';
import { kind } from './kind';

/** A person, by an ID that is the same in all companies. */
export const user = kind({
	noun: 'user',
	many: 'users',
	description:
		'The person: pick one, or enter the ID from User > Search, Channel > Get Members or a message',
	within: [],
	read: (param) => ({ user: param.id('user') }),
	/** Twake finds nobody for an empty text; one letter is enough (twake.md §8). */
	async list({ twake, param, filter }) {
		const wanted = filter?.trim() ?? '';
		if (wanted === '') return { results: [] };
		const place = await twake.application.withCompany(company.read(param));
		const users = await twake.users.search(place.company, wanted);
		const results = users.map(({ id, username, first_name, last_name }) => {
			const name = [first_name, last_name].filter(Boolean).join(' ');
			return { name: name === '' ? `@${username}` : `${name} (@${username})`, value: id };
		});
		return { results };
	},
});
