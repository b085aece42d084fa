import { isObject } from '../../shared/json';

/** Where the names of a contact in social networks stand among its additional attributes. */
export const PROFILES = 'social_profiles';

/**
 * The profiles as they have to be sent: the server replaces them whole (chatwoot.md §4 Others),
 * so networks that are not named are sent again.
 */
export function withOtherProfiles(stored: unknown, wanted: unknown): unknown {
	return isObject(stored) && isObject(wanted) ? { ...stored, ...wanted } : wanted;
}
