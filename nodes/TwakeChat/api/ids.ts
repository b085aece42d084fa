import { entryIn } from '../../shared/json';
import { webAddress } from '../../shared/web-address';

/** No control characters or blanks: no server makes IDs with them. */
const PLAIN = /^[^\s\0-\x1f\x7f]+$/;

/** The longest ID that the specification allows, in characters. */
const LONGEST = 255;

type Sigil = '!' | '#' | '@' | '$';

const FORMS: Record<Sigil, RegExp> = {
	// Without a server since room version 12 (matrix.md [134]).
	'!': /^![^:]+(:.+)?$/,
	'#': /^#[^:]+:.+$/,
	'@': /^@[^:]+:.+$/,
	// Without a server since room version 3.
	$: /^\$.+$/,
};

const SIGILS = Object.keys(FORMS) as Sigil[];

/** A valid ID of that kind, unchanged; undefined for other texts. */
function idOf(sigil: Sigil, text: string): string | undefined {
	const isOne = text.length <= LONGEST && PLAIN.test(text) && FORMS[sigil].test(text);
	return isOne ? text : undefined;
}

/** The IDs in a pasted address. */
export interface Link {
	/** An ID, or an alias. */
	room?: string;
	user?: string;
	event?: string;
	/** Servers that know the room. */
	via: string[];
}

/**
 * The IDs in a pasted address: of matrix.to, of any client, or a `matrix:` URI. The server knows
 * none of these forms, so what begins like an ID counts (matrix.md §1). Undefined when the text is
 * not an address.
 */
export function parseLink(text: string): Link | undefined {
	const trimmed = text.trim();
	const ids = /^matrix:/i.test(trimmed) ? ofUri(trimmed) : ofAddress(trimmed);
	if (!ids) return undefined;
	const via = [...trimmed.matchAll(/[?&]via=([^?&#]+)/g)].map(([, server]) => decoded(server));
	return {
		// Some clients name the space before the room.
		room: ids.findLast((id) => /^[!#]/.test(id)),
		user: ids.find((id) => id.startsWith('@')),
		event: ids.find((id) => id.startsWith('$')),
		via: via.filter((server) => /^[\w.:[\]-]+$/.test(server)),
	};
}

function ofAddress(text: string): string[] | undefined {
	const url = webAddress(text);
	if (!url) return undefined;
	const route = `${url.pathname}/${url.hash.slice(1).replace(/\?.*$/, '')}`;
	const parts = route.replace(/\/+$/, '').split('/').map(decoded);
	return parts.flatMap((_, start) => idAt(parts.slice(start)) ?? []);
}

/**
 * The ID with which a route begins: not all clients encode the slashes in it. That of a message is
 * all the rest.
 */
function idAt(route: string[]): string | undefined {
	const sigil = SIGILS.find((each) => route[0].startsWith(each));
	if (sigil === undefined) return undefined;
	if (sigil === '$') return idOf(sigil, route.join('/'));
	for (let end = 1; end <= Math.min(route.length, LONGEST); end++) {
		const id = idOf(sigil, route.slice(0, end).join('/'));
		if (id !== undefined) return id;
	}
	return undefined;
}

const URI_KINDS: Record<string, Sigil> = { roomid: '!', r: '#', u: '@', e: '$' };

/** `matrix:roomid/id/e/event` (the specification; not measured). */
function ofUri(text: string): string[] {
	const route = text
		.slice('matrix:'.length)
		.replace(/[?#].*$/, '')
		.split('/');
	return route.flatMap((kind, index) => {
		const sigil = index % 2 === 0 ? entryIn(URI_KINDS, kind) : undefined;
		const id = sigil && idOf(sigil, `${sigil}${decoded(route[index + 1] ?? '')}`);
		return id === undefined ? [] : [id];
	});
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/** A room by its ID, alias or pasted address. */
export function parseRoom(text: string): string | undefined {
	return idOf('!', text) ?? idOf('#', text) ?? parseLink(text)?.room;
}

export function parseUser(text: string): string | undefined {
	return idOf('@', text) ?? parseLink(text)?.user;
}

export function parseEvent(text: string): string | undefined {
	return idOf('$', text) ?? parseLink(text)?.event;
}

export const isAlias = (room: string): boolean => room.startsWith('#');

/** A file on a homeserver: `mxc://server/id`. */
export function parseMedia(text: string): { server: string; id: string } | undefined {
	const found = /^mxc:\/\/([\w.:[\]-]+)\/([\w-]+)$/.exec(text.trim());
	return found ? { server: found[1], id: found[2] } : undefined;
}

/** The address at which any client can open a room, or an event in it. */
export function linkTo(room: string, event?: string): string {
	const parts = [room, ...(event === undefined ? [] : [event])];
	// A room ID without a server cannot be found without one (matrix.md [134]).
	return `https://matrix.to/#/${parts.map((part) => encodeURIComponent(part)).join('/')}`;
}
