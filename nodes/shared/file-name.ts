/** The longest name that file systems take, in bytes. */
const LONGEST = 255;

/** Also percent-encoded, once or several times over. */
const SEPARATOR = /[/\\]|%(?:25)*(?:2f|5c)/i;

/**
 * Characters that nobody sees in a name: control characters, halves of surrogate pairs, line
 * separators, and marks that reverse the direction of writing, with which `exe.fdp` reads as
 * `pdf.exe`. Joiners stay: scripts and emoji need them.
 */
const INVISIBLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\uFEFF]/gu;

/**
 * A file name from outside, made safe: no path, nothing invisible, not too long. Undefined when
 * nothing is left that could be a name.
 */
export function fileName(text: string): string | undefined {
	const last = text.split(SEPARATOR).at(-1) ?? '';
	const name = last.replace(INVISIBLE, '').trim();
	return /^[. ]*$/.test(name) ? undefined : shortenedName(name);
}

/** Cuts before the extension, by which programs recognise the type of a file. */
function shortenedName(name: string): string {
	if (Buffer.byteLength(name) <= LONGEST) return name;
	const extension = /\.[^.\s]{1,16}$/u.exec(name)?.[0] ?? '';
	const room = LONGEST - Buffer.byteLength(extension);
	// Cutting a character in half leaves a replacement character at the end.
	const stem = Buffer.from(name)
		.subarray(0, room)
		.toString()
		.replace(/\uFFFD+$/, '');
	return `${stem.trimEnd()}${extension}`;
}

/** A mime type from outside; anything else would break a header. */
export function mimeType(text: string): string {
	const isOne = /^[\w!#$&*^.+-]+\/[\w!#$&*^.+-]+( *;[\x20-\x7e]*)?$/.test(text);
	return isOne ? text : 'application/octet-stream';
}
