import type { INodeProperties } from 'n8n-workflow';
import { avatarField } from '../records/avatars';
import { additionalAttributesField, customAttributesField } from '../fields';
import { socialProfilesField } from './social-profiles';

/** Parameters that operations on contacts share. */

export const identityFields: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'Jane Roe',
		description: 'The full name of the person',
	},
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		placeholder: 'name@email.com',
		default: '',
		description: 'The e-mail address of the person. Only one contact of an account can have it.',
	},
	{
		displayName: 'Phone Number',
		name: 'phoneNumber',
		type: 'string',
		default: '',
		placeholder: '+491721234567',
		description:
			'The phone number in international form: a plus, the country code and the number, digits only. Only one contact of an account can have it.',
	},
];

export const identifierField: INodeProperties = {
	displayName: 'Identifier',
	name: 'identifier',
	type: 'string',
	default: '',
	placeholder: 'customer-1042',
	description:
		'The ID of the person in another system, for example a customer number. Letter case matters; only one contact of an account can have it.',
};

/** Where an attribute of a contact stands in Chatwoot, by the name of its field. */
export const PLACES = {
	city: 'city',
	companyName: 'company_name',
	country: 'country',
	countryCode: 'country_code',
	description: 'description',
} as const;

/** What can be said about a person besides the identity, as entries of "Additional Fields". */
export const detailFields: INodeProperties[] = [
	additionalAttributesField('contact'),
	avatarField,
	{
		displayName: 'Avatar URL',
		name: 'avatarUrl',
		type: 'string',
		default: '',
		placeholder: 'https://example.com/jane.png',
		description:
			'Public address of a picture of the person. Chatwoot fetches it a moment later and does not tell when that fails.',
	},
	{
		displayName: 'Blocked',
		name: 'blocked',
		type: 'boolean',
		default: false,
		description: 'Whether the contact is blocked: new conversations with it are resolved at once',
	},
	{
		displayName: 'City',
		name: 'city',
		type: 'string',
		default: '',
		description: 'The city where the person lives, as plain text',
	},
	{
		displayName: 'Company Name',
		name: 'companyName',
		type: 'string',
		default: '',
		description:
			'The company of the person. Chatwoot may replace it by the company that it knows for the domain of the e-mail address.',
	},
	{
		displayName: 'Country',
		name: 'country',
		type: 'string',
		default: '',
		placeholder: 'Germany',
		description: 'The name of the country where the person lives',
	},
	{
		displayName: 'Country Code',
		name: 'countryCode',
		type: 'string',
		default: '',
		placeholder: 'DE',
		description: 'Two letters of ISO 3166, for example DE; gives the flag in the dashboard',
	},
	customAttributesField('contact'),
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		description: 'A few words about the person, shown as bio in the dashboard',
	},
	identifierField,
	socialProfilesField,
];
