import { filetypeinfo } from 'magic-bytes.js';
import { lookup } from 'mime-types';

/** Types that the server's library names differently from the registry. */
const BY_NAME: Record<string, string> = {
	wav: 'audio/x-wav',
	ogg: 'audio/vorbis',
	exe: 'application/x-dosexec',
};

/** Types that a name may tell more exactly than the first bytes, which they share with others. */
const CONTAINERS: Record<string, string[]> = {
	'application/ogg': ['audio/ogg', 'audio/vorbis', 'video/ogg'],
	'video/x-matroska': ['video/webm', 'audio/webm'],
};

/** The type by content, else by name, else as declared (chatwoot.md [425, 427]). */
export function sniff(bytes: Buffer, name: string, declared: string): string {
	const byName = byExtension(extension(name));
	const found = filetypeinfo(bytes.subarray(0, 64)).map(({ mime, extension: end }) => {
		return mime ?? byExtension(end) ?? '';
	});
	const [byContent] = found;
	if (!byContent) return byName ?? (declared || 'application/octet-stream');
	const narrower = byName && [...found, ...(CONTAINERS[byContent] ?? [])].includes(byName);
	return narrower ? byName : byContent;
}

function byExtension(end: string | undefined): string | undefined {
	return end === undefined ? undefined : (BY_NAME[end] ?? (lookup(end) || undefined));
}

export function extension(name: string): string | undefined {
	return /[^.]\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
}

const IMAGES = ['image/jpeg', 'image/png', 'image/gif', 'image/bmp', 'image/webp', 'image'];
const VIDEOS = ['video/ogg', 'video/mp4', 'video/webm', 'video/quicktime', 'video'];

/** What kind of attachment a declared type makes: svg and heic are files (chatwoot.md [427]). */
export function fileType(type: string): 'image' | 'video' | 'audio' | 'file' {
	if (IMAGES.includes(type)) return 'image';
	if (VIDEOS.includes(type)) return 'video';
	return type.includes('audio/') ? 'audio' : 'file';
}

/**
 * Types that storage serves as a plain download, so that no browser runs them
 * (chatwoot.md [427]).
 */
export function servedType(type: string): string {
	return ['text/html', 'image/svg+xml', 'application/xml', 'text/xml', 'text/javascript'].includes(
		type,
	)
		? 'application/octet-stream'
		: type;
}

export function isInline(type: string): boolean {
	return (
		(/^image\//.test(type) && servedType(type) === type) ||
		type.startsWith('audio/') ||
		type === 'application/pdf'
	);
}

const PNG = /^\x89PNG\r\n\x1a\n/;
const GIF = /^GIF8[79]a/;
const JPEG = /^\xff\xd8\xff/;

/** Width and height of a PNG, GIF or JPEG; undefined if it cannot be read as an image. */
export function dimensions(bytes: Buffer): { width: number; height: number } | undefined {
	const head = bytes.subarray(0, 24).toString('latin1');
	if (PNG.test(head) && bytes.length >= 33) {
		return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
	}
	if (GIF.test(head) && bytes.length >= 10) {
		return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
	}
	return JPEG.test(head) ? jpegSize(bytes) : undefined;
}

function jpegSize(bytes: Buffer) {
	for (let at = 2; at + 9 < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
		const marker = bytes[at + 1];
		const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
		if (isFrame) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
	}
	return undefined;
}
