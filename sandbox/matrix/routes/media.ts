import { setTimeout as sleep } from 'node:timers/promises';
import type { Call } from '../http/call';
import { badRequest, federationDenied, forbidden, MatrixError, notFound } from '../http/errors';
import { unquote } from '../http/query';
import { Reply } from '../http/reply';
import type { Route } from '../http/router';
import { route } from '../http/router';
import { letters } from '../state/ids';
import type { Json, Media } from '../state/types';

/** Files (matrix.md §7). */
export const mediaRoutes: Route[] = [
	route('GET v1 /media/config', config),
	route('GET media /config', config),
	route('POST media /upload', upload),
	route('POST - /_matrix/media/v1/create', reserve),
	route('PUT media /upload/:server/:media', fill),
	route('GET v1 /media/download/:server/:media', download),
	route('GET v1 /media/download/:server/:media/:name', download),
	route('GET v1 /media/thumbnail/:server/:media', thumbnail),
	// Old URLs do not serve files from since downloads need a token (matrix.md [300]).
	route('GET media /download/:server/:media', gone, { open: true }),
	route('GET media /download/:server/:media/:name', gone, { open: true }),
	route('GET media /thumbnail/:server/:media', gone, { open: true }),
];

const UNUSED_MS = 24 * 3_600_000;
const PATIENCE_MS = 20_000;

function config({ server }: Call): Json {
	return { 'm.upload.size': server.settings.uploadSize };
}

function gone(): never {
	throw notFound('Not found');
}

function check({ server, bytes, headers }: Call): void {
	if (headers['content-length'] === undefined)
		throw badRequest('Request must specify a Content-Length');
	if (bytes.length > server.settings.uploadSize)
		throw new MatrixError(413, 'M_TOO_LARGE', 'Upload request body is too large');
}

function nameOf({ query }: Call): string | undefined {
	const raw = query.undecoded('filename');
	if (raw === undefined) return undefined;
	const bytes = Buffer.from(
		raw.replace(/%([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
		'latin1',
	);
	try {
		return new TextDecoder('utf8', { fatal: true }).decode(bytes);
	} catch {
		const shown = [...bytes]
			.map((byte) => (byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16)}`))
			.join('');
		throw badRequest(`Invalid UTF-8 filename parameter: b'${shown}'`);
	}
}

function upload(call: Call): Json {
	check(call);
	const media = keep(call, letters(24));
	media.name = nameOf(call);
	put(call, media);
	return { content_uri: `mxc://${call.state.name}/${media.id}` };
}

function keep({ state, me }: Call, id: string): Media {
	const media: Media = { id, owner: me, unusedUntil: state.now() + UNUSED_MS };
	state.media.set(id, media);
	return media;
}

function put({ bytes, headers, state }: Call, media: Media): void {
	media.bytes = bytes;
	media.type = headers['content-type'] ?? 'application/octet-stream';
	state.announce();
}

function reserve(call: Call): Json {
	const media = keep(call, letters(24));
	return {
		content_uri: `mxc://${call.state.name}/${media.id}`,
		unused_expires_at: media.unusedUntil,
	};
}

function fill(call: Call): Json {
	const { state, params, me } = call;
	if (params.server !== state.name) throw notFound('Non-local server name specified');
	const media = state.media.get(params.media);
	if (!media) throw notFound('Unknown media ID');
	if (media.owner !== me) throw forbidden('Only the creator of the media ID can upload to it');
	if (media.bytes)
		throw new MatrixError(409, 'M_CANNOT_OVERWRITE_MEDIA', 'Media ID already has content');
	check(call);
	media.name = nameOf(call);
	put(call, media);
	return {};
}

const SAFETY = {
	'cross-origin-resource-policy': 'cross-origin',
	'content-security-policy':
		"sandbox; default-src 'none'; script-src 'none'; plugin-types application/pdf; style-src 'unsafe-inline'; media-src 'self'; object-src 'self';",
};
const CACHED = { 'cache-control': 'public,max-age=86400,s-maxage=0,proxy-revalidate', etag: '1' };

async function download(call: Call): Promise<Reply> {
	const media = await wait(call);
	if (call.headers['if-none-match'] === '1') return new Reply(304, '', { ...SAFETY, ...CACHED });
	const type = media.type ?? 'application/octet-stream';
	const { name = media.name } = call.params as { name?: string };
	return new Reply(200, media.bytes ?? Buffer.alloc(0), {
		'content-type': withCharset(type),
		'content-disposition': disposition(type, name),
		...SAFETY,
		...CACHED,
	});
}

/** A reserved file may be uploaded while somebody waits for it. */
async function wait({ state, params, query, path }: Call): Promise<Media> {
	const patience = Math.min(query.integer('timeout_ms') ?? PATIENCE_MS, 60_000);
	if (params.server !== state.name) throw federationDenied(params.server);
	const media = state.media.get(params.media);
	if (!media) throw notFound(`Not found '${unquote(path)}'`);
	const until = Date.now() + patience;
	for (let left = patience; left > 0; left = until - Date.now()) {
		if (isThere(media)) return media;
		await sleep(Math.min(left, 50));
	}
	if (isThere(media)) return media;
	throw new MatrixError(504, 'M_NOT_YET_UPLOADED', 'Media has not been uploaded yet');
}

function isThere({ bytes }: Media): boolean {
	return bytes !== undefined;
}

/** Served unscaled: this server makes no thumbnails. */
async function thumbnail(call: Call): Promise<Reply> {
	for (const name of ['width', 'height'])
		if (call.query.integer(name) === undefined)
			throw badRequest(`Missing required integer query parameter ${name}`, 'M_MISSING_PARAM');
	const media = await wait(call);
	const { 'cross-origin-resource-policy': policy } = SAFETY;
	return new Reply(200, media.bytes ?? Buffer.alloc(0), {
		'content-type': media.type ?? 'image/png',
		'content-disposition': 'inline',
		'cross-origin-resource-policy': policy,
		...CACHED,
	});
}

const TEXTS = [
	'application/xml',
	'application/json',
	'application/javascript',
	'application/ecmascript',
];

function withCharset(type: string): string {
	const isText = type.startsWith('text/') || type === 'image/svg+xml' || TEXTS.includes(type);
	return isText && !type.includes(';') ? `${type}; charset=UTF-8` : type;
}

/** Types that a browser can show safely. */
const INLINE = [
	...['text/css', 'text/plain', 'text/csv', 'application/json', 'application/ld+json'],
	...['image/jpeg', 'image/gif', 'image/png', 'image/apng', 'image/webp', 'image/avif'],
	...['video/mp4', 'video/webm', 'video/ogg', 'video/quicktime'],
	...['audio/mp4', 'audio/webm', 'audio/aac', 'audio/mpeg', 'audio/ogg', 'audio/wave'],
	...['audio/wav', 'audio/x-wav', 'audio/x-pn-wav', 'audio/flac', 'audio/x-flac'],
];

function disposition(type: string, name: string | undefined): string {
	const kind = INLINE.includes(type.split(';')[0].trim()) ? 'inline' : 'attachment';
	if (!name) return kind;
	const isToken = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) && !/['%]/.test(name);
	if (isToken) return `${kind}; filename=${name}`;
	const quoted = encodeURIComponent(name)
		.replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
		.replace(/%2F/g, '/');
	return `${kind}; filename*=utf-8''${quoted}`;
}
