import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { ChatwootParameters } from '../parameters/parameters';

const socialNetworks = [
	'facebook',
	'github',
	'instagram',
	'linkedin',
	'telegram',
	'tiktok',
	'twitter',
] as const;

export const socialProfilesField: INodeProperties = {
	displayName: 'Social Profiles',
	name: 'socialProfiles',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Profile',
	default: {},
	description: 'Names of the person in social networks',
	options: [
		{
			displayName: 'Profile',
			name: 'profile',
			values: [
				{
					displayName: 'Network',
					name: 'network',
					type: 'options',
					options: [
						{ name: 'Facebook', value: 'facebook' },
						{ name: 'GitHub', value: 'github' },
						{ name: 'Instagram', value: 'instagram' },
						{ name: 'LinkedIn', value: 'linkedin' },
						{ name: 'Telegram', value: 'telegram' },
						{ name: 'TikTok', value: 'tiktok' },
						{ name: 'Twitter / X', value: 'twitter' },
					],
					default: 'linkedin',
					description: 'The social network that knows the person by this name',
				},
				{
					displayName: 'User Name',
					name: 'userName',
					type: 'string',
					default: '',
					placeholder: 'e.g. janeroe',
					description: 'The name in that network, without its address',
				},
			],
		},
	],
};

/** The names by network, in the form that the dashboard uses; an empty name removes it. */
export function socialProfilesFrom(
	param: ChatwootParameters,
	collection: string,
): IDataObject | undefined {
	const path = `${collection}.profile`;
	const rows = param.optionalList(path);
	if (!rows?.length) return undefined;
	const names: IDataObject = {};
	for (const index of rows.keys()) {
		const network = param.choice(`${path}[${index}].network`, socialNetworks);
		if (Object.hasOwn(names, network)) param.refuse(path, `names ${network} twice`);
		names[network] = param.trimmed(`${path}[${index}].userName`) ?? '';
	}
	return names;
}
