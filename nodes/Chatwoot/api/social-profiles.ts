import { isObject } from '../../shared/json';

/** The key of a contact's names in social networks, within its additional attributes. */
export const PROFILES = 'social_profiles';

/**
 * The profiles to send: the server replaces them as a whole (chatwoot.md §4 Others), so networks
 * that are not named are sent again.
 */
export function withOtherProfiles(stored: unknown, wanted: unknown): unknown {
	return isObject(stored) && isObject(wanted) ? { ...stored, ...wanted } : wanted;
}
