import type { IDataObject } from 'n8n-workflow';
import type { NewContact } from '../../api/contacts';
import type { ChatwootParameters } from '../parameters';
import { PLACES } from './fields';
import { socialProfilesFrom } from './social-profiles';

/** Name and unique attributes; what is empty is left out: the server would store "" (chatwoot-api.md §4). */
export function identityFrom(param: ChatwootParameters): NewContact {
	return given({
		name: param.optionalText('name'),
		email: param.email('email'),
		phone_number: param.phone('phoneNumber'),
		identifier: param.trimmed('additionalFields.identifier'),
	});
}

/** Everything else that was said about a person in "Additional Fields". */
export function detailsFrom(param: ChatwootParameters): NewContact {
	const custom = param.optionalObject('additionalFields.customAttributes');
	return given({
		blocked: param.optionalBoolean('additionalFields.blocked'),
		avatar_url: avatarUrlFrom(param),
		custom_attributes: filled(custom),
		additional_attributes: filled(additionalAttributesFrom(param)),
	});
}

/** The JSON object, with the fields of their own on top of it. */
function additionalAttributesFrom(param: ChatwootParameters): IDataObject {
	const attributes = { ...param.optionalObject('additionalFields.additionalAttributes') };
	for (const [field, key] of Object.entries(PLACES)) {
		const value = param.trimmed(`additionalFields.${field}`);
		if (value !== undefined) attributes[key] = value;
	}
	const profiles = socialProfilesFrom(param);
	if (profiles) {
		const others = attributes.social_profiles as IDataObject | undefined;
		attributes.social_profiles = { ...others, ...profiles };
	}
	return attributes;
}

/** Chatwoot fetches the picture later and tells nobody when that fails, so look at the address here. */
function avatarUrlFrom(param: ChatwootParameters): string | undefined {
	const url = param.trimmed('additionalFields.avatarUrl');
	if (url === undefined || (/^https?:\/\/\S+$/i.test(url) && URL.canParse(url))) return url;
	return param.refuse(
		'additionalFields.avatarUrl',
		'is not a web address',
		'It should begin with https://.',
	);
}

function given(fields: NewContact): NewContact {
	const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
	return Object.fromEntries(entries);
}

function filled(attributes?: IDataObject): IDataObject | undefined {
	return attributes && Object.keys(attributes).length > 0 ? attributes : undefined;
}
