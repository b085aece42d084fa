import { kind } from './kind';

/** A person, by an ID that is the same on all servers. */
export const user = kind<{ user: string }>({
	noun: 'user',
	many: 'users',
	description: 'The person: type a part of the name to pick one, or enter the ID',
	id: '@alice:example.org',
	url: 'https://matrix.to/#/@alice:example.org',
	read: (param) => ({ user: param.user('user') }),
	/** The server finds nobody for an empty text (matrix.md §8 People). */
	async list({ chat, filter }) {
		const term = filter?.trim() ?? '';
		if (term === '') return { results: [] };
		const users = await chat.users.search(term, 50);
		const results = users.map(({ user_id: id, display_name: name }) => ({
			name: name ? `${name} (${id})` : id,
			value: id,
		}));
		return { results };
	},
});
