import { userOutput } from '../../api/output';
import { user } from '../kinds/user';
import { operation } from '../operation/operation';

export const getUser = operation({
	name: 'Get',
	value: 'get',
	action: 'Get user',
	description: 'Get a person by ID, where the server lets applications reach this route',
	on: user,
	simplify: userOutput,
	act: async ({ twake, place }) => await twake.users.get(place.user),
});
