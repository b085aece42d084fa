import { pastedAddress } from '../../shared/web-address';

/** A record that an id or a pasted address names. */
export interface Reference {
	id: number;
	/** The account in the address; unknown when only an id was given. */
	account?: number;
	/** The whole address; unknown when it names no server, or when only an id was given. */
	url?: URL;
}

/**
 * How addresses of the dashboard (and of the API) name a record. Kinds without an entry have no
 * address.
 */
const IN_ADDRESS: Partial<Record<string, RegExp>> = {
	account: /\/accounts\/(\d+)(?![^/?#])/,
	contact: /\/contacts\/(\d+)(?![^/?#])/,
	conversation: /\/conversations\/(\d+)(?![^/?#])/,
	inbox: /\/inbox(?:es)?\/(\d+)(?![^/?#])/,
	message: /(?:[?&]messageId=|\/messages\/)(\d+)(?![^/?#&])/,
	team: /\/teams?\/(\d+)(?![^/?#])/,
};

/**
 * Reads the id of a record: a whole number, or an address such as
 * `https://host/app/accounts/1/conversations/42`. The server cuts ids at the first letter, so
 * `12abc` would act on 12 (chatwoot.md §2): such text is refused here. Undefined when it is not an
 * id.
 */
export function parseReference(kind: string, text: string): Reference | undefined {
	const trimmed = text.trim();
	if (!trimmed.includes('/')) {
		const id = wholeNumber(trimmed);
		return id === undefined ? undefined : { id };
	}
	const id = idIn(trimmed, kind);
	const url = NAMES_NO_SERVER.test(trimmed) ? undefined : pastedAddress(trimmed);
	if (id === undefined || (!url && !NAMES_NO_SERVER.test(trimmed))) return undefined;
	return { id, account: idIn(trimmed, 'account'), url };
}

/** A path without a host, as expressions make it: its first part must not be taken for a host. */
const NAMES_NO_SERVER = /^(?!\/\/)[^/.:]*\//;

/** Whether records of this kind have an address that people can paste. */
export function hasAddress(kind: string): boolean {
	return Object.hasOwn(IN_ADDRESS, kind);
}

function idIn(address: string, kind: string): number | undefined {
	return wholeNumber(IN_ADDRESS[kind]?.exec(address)?.[1] ?? '');
}

/** A positive integer in digits only, small enough for JavaScript to hold it exactly. */
function wholeNumber(text: string): number | undefined {
	if (!/^\d+$/.test(text)) return undefined;
	const number = Number(text);
	return number > 0 && Number.isSafeInteger(number) ? number : undefined;
}
