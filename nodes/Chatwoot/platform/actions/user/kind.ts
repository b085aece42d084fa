import { email, field, name } from '../../../actions/kinds/fields';
import { kind } from '../../../actions/kinds/kind';
import type { ChatwootParameters } from '../../../actions/parameters/parameters';
import type { PlatformUser } from '../../../api/platform/types';
import { jsonField } from '../records/json-field';
import type { PlatformKind } from '../records/records';

/** The server has no list of users: only their IDs lead to them. */
export const users: PlatformKind<PlatformUser> = {
	...kind<PlatformUser>({ noun: 'user', example: '7', isListed: false }),
	records: (api) => api.users,
	fields: [
		email(
			'email',
			{
				displayName: 'Email',
				name: 'email',
				description: 'The e-mail address with which the user logs in',
			},
			{ isNeeded: true },
		),
		name(
			'name',
			{ displayName: 'Name', name: 'name', description: 'The full name of the user' },
			{ isNeeded: true },
		),
		field(
			'password',
			{
				displayName: 'Password',
				name: 'password',
				type: 'string',
				typeOptions: { password: true },
				default: '',
				description:
					'At least 6 characters, with a capital, a small letter, a digit and a special character. Typed here it is stored in the workflow: better take it from an expression.',
			},
			passwordFrom,
			{ isNeeded: true },
		),
		name('display_name', {
			displayName: 'Display Name',
			name: 'displayName',
			description: 'The name that customers see',
		}),
		jsonField(
			'custom_attributes',
			'Custom Attributes (JSON)',
			'Your own data about the user as a JSON object, for example {"crm": 7}. It is added to what is there.',
		),
	],
};

/** What the server demands of a password (chatwoot.md [852]); a refusal never shows it. */
const NEEDED: Array<[RegExp, string]> = [
	[/\S.{4,}\S/s, '6 characters'],
	[/[A-Z]/, 'a capital letter from A to Z'],
	[/[a-z]/, 'a small letter from a to z'],
	[/\d/, 'a digit'],
	[/[ !@#$%^&*()_+\-=[\]{}|"/\\.,`<>:;?~']/, 'a special character'],
];

function passwordFrom(param: ChatwootParameters, path: string): string | undefined {
	const password = param.optionalText(path);
	if (password === undefined) return undefined;
	const lacks = NEEDED.filter(([has]) => !has.test(password)).map(([, what]) => what);
	if (lacks.length === 0) return password;
	return param.refuse(path, `lacks ${lacks.join(', ')}`, 'Chatwoot takes no weaker password.');
}
