import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../shared/json';
import type { ContactChange, ContactsApi } from './contacts';

/** Where the names of a contact in social networks stand among its additional attributes. */
export const PROFILES = 'social_profiles';

/**
 * The profiles as they have to be sent: the server replaces them whole (chatwoot.md §4 Others),
 * so networks that are not named are sent again.
 */
export function withOtherProfiles(stored: unknown, wanted: unknown): unknown {
	return isObject(stored) && isObject(wanted) ? { ...stored, ...wanted } : wanted;
}

/** A change of a contact that leaves it the profiles which the change does not name. */
export async function keepingProfiles(
	{ contacts }: { contacts: ContactsApi },
	id: number,
	fields: ContactChange,
): Promise<ContactChange> {
	const wanted = fields.additional_attributes;
	if (!wanted || !(PROFILES in wanted)) return fields;
	const { additional_attributes: stored } = await contacts.get(id);
	const profiles = withOtherProfiles(stored?.[PROFILES], wanted[PROFILES]);
	return { ...fields, additional_attributes: { ...wanted, [PROFILES]: profiles } as IDataObject };
}
