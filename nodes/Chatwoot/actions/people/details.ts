import type { IDataObject } from 'n8n-workflow';
import type { NewContact } from '../../api/contacts';
import { PROFILES, withOtherProfiles } from '../../api/social-profiles';
import { additionalAttributesField } from '../attributes/fields';
import { field, flag, name } from '../kinds/fields';
import type { Field } from '../kinds/fields';
import { webUrl } from '../parameters/urls';
import { socialProfilesField, socialProfilesFrom } from './social-profiles';

/** The prefix for keys inside the additional attributes. */
const INSIDE = 'additional_attributes.';

/** Fields of a person besides the identity. */
export const detailFields: Field[] = [
	field('additional_attributes', additionalAttributesField('contact'), (param, path) =>
		param.optionalObject(path),
	),
	field(
		'avatar_url',
		{
			displayName: 'Avatar URL',
			name: 'avatarUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/jane.png',
			description:
				'Public address of a picture of the person. Chatwoot fetches it a moment later and does not tell when that fails.',
		},
		(param, path) => webUrl(param, path, 'https://example.com/jane.png'),
	),
	flag('blocked', {
		displayName: 'Blocked',
		name: 'blocked',
		default: false,
		description: 'Whether the contact is blocked: new conversations with it are resolved at once',
	}),
	name(`${INSIDE}city`, {
		displayName: 'City',
		name: 'city',
		description: 'The city where the person lives, as plain text',
	}),
	name(`${INSIDE}company_name`, {
		displayName: 'Company Name',
		name: 'companyName',
		description:
			'The company of the person. Chatwoot may replace it by the company that it knows for the domain of the e-mail address.',
	}),
	name(`${INSIDE}country`, {
		displayName: 'Country',
		name: 'country',
		placeholder: 'e.g. Germany',
		description: 'The name of the country where the person lives',
	}),
	name(`${INSIDE}country_code`, {
		displayName: 'Country Code',
		name: 'countryCode',
		placeholder: 'e.g. DE',
		description: 'Two letters of ISO 3166, for example DE; gives the flag in the dashboard',
	}),
	name(`${INSIDE}description`, {
		displayName: 'Description',
		name: 'description',
		typeOptions: { rows: 2 },
		description: 'A few words about the person, shown as bio in the dashboard',
	}),
	field(`${INSIDE}${PROFILES}`, socialProfilesField, socialProfilesFrom),
];

/** A contact as it is sent: single fields override the JSON of the additional attributes. */
export function contactOf(values: IDataObject): NewContact {
	const { additional_attributes, ...rest } = values;
	const additional = { ...(additional_attributes as IDataObject | undefined) };
	const contact: IDataObject = {};
	for (const [key, value] of Object.entries(rest)) {
		if (!key.startsWith(INSIDE)) {
			contact[key] = value;
			continue;
		}
		const inside = key.slice(INSIDE.length);
		additional[inside] = (
			inside === PROFILES ? withOtherProfiles(additional[inside], value) : value
		) as IDataObject;
	}
	if (Object.keys(additional).length > 0) contact.additional_attributes = additional;
	return contact;
}
