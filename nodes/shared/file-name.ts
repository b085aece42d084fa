/** The longest that file systems take, in bytes. */
const LONGEST = 255;

/** Also as addresses write them, and as addresses of addresses do. */
const SEPARATOR = /[/\\]|%(?:25)*(?:2f|5c)/i;

/**
 * What nobody sees in a name: control characters, halves of surrogate pairs, line ends, and what turns
 * the direction of writing, by which `exe.fdp` reads as `pdf.exe`. Joiners stay: scripts and emoji need them.
 */
const INVISIBLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\uFEFF]/gu;

/**
 * The name of a file from anywhere outside, as one that leads nowhere and shows all it is: no path,
 * nothing invisible, not too long. Undefined when nothing is left that could be a name.
 */
export function fileName(text: string): string | undefined {
	const last = text.split(SEPARATOR).at(-1) ?? '';
	const name = last.replace(INVISIBLE, '').trim();
	return /^[. ]*$/.test(name) ? undefined : bounded(name);
}

/** Cut before its extension, by which programs know what a file is. */
function bounded(name: string): string {
	if (Buffer.byteLength(name) <= LONGEST) return name;
	const extension = /\.[^.\s]{1,16}$/u.exec(name)?.[0] ?? '';
	const room = LONGEST - Buffer.byteLength(extension);
	// A character that was cut in half is read as replacements.
	const stem = Buffer.from(name)
		.subarray(0, room)
		.toString()
		.replace(/\uFFFD+$/, '');
	return `${stem.trimEnd()}${extension}`;
}

/** A mime type from outside; what is none could not stand in a header. */
export function mimeType(text: string): string {
	const isOne = /^[\w!#$&*^.+-]+\/[\w!#$&*^.+-]+( *;[\x20-\x7e]*)?$/.test(text);
	return isOne ? text : 'application/octet-stream';
}
