import type { INodeProperties } from 'n8n-workflow';
import type { ChannelPlace } from '../../api/places';
import { checkCompany } from '../kinds/existing-company';
import type { Call } from '../operation/operation';
import type { TwakeParameters } from '../operation/parameters';

export const usersField: INodeProperties = {
	displayName: 'User IDs',
	name: 'users',
	type: 'string',
	default: '',
	placeholder: 'e.g. aee6f6d0-e498-11f1-9f9d-e1c5c54de2fd',
	description:
		'The people to write to, separated by commas; several share one conversation. IDs come from User > Search, Channel > Get Members or a message.',
};

export function usersFrom(param: TwakeParameters): string[] {
	const users = param.ids('users');
	if (users.length === 0) param.refuse('users', 'is empty', 'Enter at least one user ID.');
	return users;
}

/** The conversation with these people; throws if Twake does not know one of them. */
export async function openDirect(call: Call<{ company: string }, string[]>): Promise<ChannelPlace> {
	const { twake, place, input, refuse } = call;
	await checkCompany(call, place);
	const direct = await twake.channels.openDirect(place.company, input);
	const stranger = direct.strangers.at(0);
	if (stranger !== undefined) refuse('users', `names nobody whom Twake knows: ${stranger}`);
	return direct.place;
}
