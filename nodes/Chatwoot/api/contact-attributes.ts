import type { IDataObject } from 'n8n-workflow';
import { isSame } from '../../shared/json';
import { bodyOf } from '../../shared/request';
import type { Result } from '../../shared/request';
import type { AccountPlace } from './account-part';
import { PROFILES, withOtherProfiles } from './social-profiles';
import type { Contact } from './types';
import { MAX_ROUNDS } from './whole-changes';

/** The attributes of a contact that a change names; all others stay. */
export interface Attributes extends IDataObject {
	custom_attributes?: IDataObject;
	additional_attributes?: IDataObject;
}

/** How a contact is read, and how attributes are sent. */
interface Calls {
	get(): Promise<Contact>;
	/** `isFirst`: the other changes of the contact are sent along. */
	send(attributes: Attributes, isFirst: boolean): Promise<Result<Contact>>;
}

/** The key under which writers of a contact's attributes take turns. */
export function attributesOf(contact: number): string {
	return `attributes of contact ${contact}`;
}

/**
 * Sends attributes of a contact until a read shows them. The server merges them into the existing
 * ones without a lock: of two writers at the same moment one loses its keys, and each answer shows
 * only the writer's own (chatwoot.md §16). So writers in this process take turns, and what another
 * program has undone is sent again.
 */
export async function mergeAttributes(
	{ requester, turns }: AccountPlace,
	contact: number,
	attributes: Attributes,
	{ get, send }: Calls,
): Promise<Result<Contact>> {
	return await turns.take([attributesOf(contact)], async () => {
		const change = await withProfiles(attributes, get);
		let sent = await send(change, true);
		for (let round = 1; !('error' in sent); round++) {
			const now = await requester.afterWriting(get);
			const { custom_attributes, additional_attributes } = now;
			// With its first address, a contact's company name is overwritten with that of the mail
			// domain, but stays when it is sent again (chatwoot.md §4).
			if (holds(change, round === 1 ? change : sent.body, now)) {
				return { body: { ...sent.body, custom_attributes, additional_attributes } };
			}
			if (round === MAX_ROUNDS) {
				throw requester.error({
					message: `The attributes of contact ${contact} could not be changed: someone else keeps changing them`,
					description: `After ${MAX_ROUNDS} tries its custom attributes are: ${JSON.stringify(custom_attributes)}. Let only one workflow or automation at a time change them.`,
					uncertain: true,
				});
			}
			const again = async () => bodyOf(await send(change, false));
			sent = { body: await requester.afterWriting(again) };
		}
		return sent;
	});
}

/**
 * The server replaces social profiles as a whole, so networks that the change does not name are
 * sent again.
 */
async function withProfiles(attributes: Attributes, get: Calls['get']): Promise<Attributes> {
	const { additional_attributes: additional } = attributes;
	if (!additional || !Object.hasOwn(additional, PROFILES)) return attributes;
	const { additional_attributes: stored } = await get();
	const profiles = withOtherProfiles(stored[PROFILES], additional[PROFILES]) as IDataObject;
	return { ...attributes, additional_attributes: { ...additional, [PROFILES]: profiles } };
}

/**
 * Whether what was sent is there: as it was given, or in the form in which the server accepted it.
 */
function holds(sent: Attributes, taken: Attributes | Contact, now: Contact): boolean {
	return (['custom_attributes', 'additional_attributes'] as const).every((kind) =>
		Object.keys(sent[kind] ?? {}).every((key) => isSame(taken[kind]?.[key], now[kind][key])),
	);
}
