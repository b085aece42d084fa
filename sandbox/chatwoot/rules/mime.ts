const MAGIC: [string, RegExp][] = [
	['image/png', /^\x89PNG\r\n\x1a\n/],
	['image/jpeg', /^\xff\xd8\xff/],
	['image/gif', /^GIF8[79]a/],
	['image/webp', /^RIFF[\s\S]{4}WEBP/],
	['image/bmp', /^BM[\s\S]{12}/],
	['audio/x-wav', /^RIFF[\s\S]{4}WAVE/],
	['audio/mpeg', /^ID3|^\xff[\xfb\xf3\xf2]/],
	['audio/ogg', /^OggS/],
	['video/mp4', /^[\s\S]{4}ftyp(?:isom|mp4|iso|avc)/],
	['video/webm', /^\x1aE\xdf\xa3/],
	['application/pdf', /^%PDF-/],
	['application/zip', /^PK\x03\x04/],
	['application/gzip', /^\x1f\x8b/],
	['application/x-dosexec', /^MZ/],
];

const BY_NAME: Record<string, string> = {
	png: 'image/png',
	jpg: 'image/jpeg',
	jpeg: 'image/jpeg',
	gif: 'image/gif',
	webp: 'image/webp',
	bmp: 'image/bmp',
	svg: 'image/svg+xml',
	heic: 'image/heic',
	wav: 'audio/x-wav',
	mp3: 'audio/mpeg',
	ogg: 'audio/vorbis',
	m4a: 'audio/mp4',
	mp4: 'video/mp4',
	webm: 'video/webm',
	mov: 'video/quicktime',
	pdf: 'application/pdf',
	zip: 'application/zip',
	json: 'application/json',
	xml: 'application/xml',
	csv: 'text/csv',
	txt: 'text/plain',
	md: 'text/markdown',
	html: 'text/html',
	htm: 'text/html',
	vcf: 'text/x-vcard',
	exe: 'application/x-dosexec',
	doc: 'application/msword',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The type by content, else by name, else as declared (chatwoot.md [425, 427]). */
export function sniff(bytes: Buffer, name: string, declared: string): string {
	const head = bytes.subarray(0, 64).toString('latin1');
	const byContent = MAGIC.find(([, start]) => start.test(head))?.[0];
	return byContent ?? BY_NAME[extension(name) ?? ''] ?? (declared || 'application/octet-stream');
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
 * Types that storage hands out as a plain download, so that no browser runs them
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

/** Width and height of a PNG, GIF or JPEG; undefined when it is no image that can be read. */
export function dimensions(bytes: Buffer): { width: number; height: number } | undefined {
	const head = bytes.subarray(0, 24).toString('latin1');
	if (MAGIC[0][1].test(head) && bytes.length >= 33) {
		return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
	}
	if (MAGIC[2][1].test(head) && bytes.length >= 10) {
		return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
	}
	return MAGIC[1][1].test(head) ? jpegSize(bytes) : undefined;
}

function jpegSize(bytes: Buffer) {
	for (let at = 2; at + 9 < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
		const marker = bytes[at + 1];
		const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
		if (isFrame) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
	}
	return undefined;
}
