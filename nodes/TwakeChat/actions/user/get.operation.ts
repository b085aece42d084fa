import { userOutput } from '../../api/output';
import { user } from '../kinds/user';
import { operation } from '../operation/operation';

export const getUser = operation({
	name: 'Get',
	value: 'get',
	action: 'Get user',
	description: 'Get name and picture of a person by ID',
	on: user,
	isReading: true,
	async act({ chat, place, refuse }) {
		const found = await chat.users.get(place.user);
		return found ? userOutput(found) : refuse('user', 'does not exist', 'Check the ID.');
	},
});
