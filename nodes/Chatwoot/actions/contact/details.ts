import type { IDataObject } from 'n8n-workflow';
import type { NewContact } from '../../api/contacts';
import { customAttributesFrom } from '../attributes/custom-attributes';
import type { ChatwootParameters } from '../parameters/parameters';
import { PLACES } from './fields';
import { socialProfilesFrom } from './social-profiles';

/** Name and unique attributes; what is empty is left out: the server would store "" (chatwoot.md §4). */
export function identityFrom(
	param: ChatwootParameters,
	{ at = '', identifier = 'additionalFields.identifier' } = {},
): NewContact {
	return given({
		name: param.optionalText(`${at}name`),
		email: param.email(`${at}email`),
		phone_number: param.phone(`${at}phoneNumber`),
		identifier: param.trimmed(identifier),
	});
}

/**
 * Everything else that was said about a person, in "Additional Fields" and in the typed fields. The
 * custom attributes are still to be checked against their definitions.
 */
export function detailsFrom(param: ChatwootParameters, at = 'additionalFields.'): NewContact {
	const custom = customAttributesFrom(param, `${at}customAttributes`);
	return given({
		blocked: param.optionalBoolean(`${at}blocked`),
		avatar_url: avatarUrlFrom(param, `${at}avatarUrl`),
		custom_attributes: filled(custom),
		additional_attributes: filled(additionalAttributesFrom(param, at)),
	});
}

/** The JSON object, with the fields of their own on top of it. */
function additionalAttributesFrom(param: ChatwootParameters, at: string): IDataObject {
	const attributes = { ...param.optionalObject(`${at}additionalAttributes`) };
	for (const [field, key] of Object.entries(PLACES)) {
		const value = param.trimmed(`${at}${field}`);
		if (value !== undefined) attributes[key] = value;
	}
	const profiles = socialProfilesFrom(param, at);
	if (profiles) {
		const others = attributes.social_profiles as IDataObject | undefined;
		attributes.social_profiles = { ...others, ...profiles };
	}
	return attributes;
}

/** Chatwoot fetches the picture later and tells nobody when that fails, so look at the address here. */
function avatarUrlFrom(param: ChatwootParameters, path: string): string | undefined {
	const url = param.trimmed(path);
	if (url === undefined || (/^https?:\/\/\S+$/i.test(url) && URL.canParse(url))) return url;
	return param.refuse(path, 'is not a web address', 'It should begin with https://.');
}

function given(fields: NewContact): NewContact {
	const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
	return Object.fromEntries(entries);
}

function filled(attributes?: IDataObject): IDataObject | undefined {
	return attributes && Object.keys(attributes).length > 0 ? attributes : undefined;
}
