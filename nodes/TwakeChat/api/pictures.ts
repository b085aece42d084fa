export interface Dimensions {
	width: number;
	height: number;
}

/** A picture's dimensions are within this many bytes of its beginning. */
const HEAD = 256 * 1024;

/**
 * The dimensions of a picture, so that clients can reserve space for it; undefined when not found.
 */
export async function dimensionsOf(
	content: AsyncIterable<Uint8Array>,
): Promise<Dimensions | undefined> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of content) {
		chunks.push(chunk);
		size += chunk.length;
		if (size >= HEAD) break;
	}
	const head = Buffer.concat(chunks);
	const found = ofPng(head) ?? ofGif(head) ?? ofWebp(head) ?? ofJpeg(head);
	return found && found.width > 0 && found.height > 0 ? found : undefined;
}

function ofPng(head: Buffer): Dimensions | undefined {
	if (head.length < 24 || head.toString('latin1', 1, 4) !== 'PNG') return undefined;
	return { width: head.readUInt32BE(16), height: head.readUInt32BE(20) };
}

function ofGif(head: Buffer): Dimensions | undefined {
	if (head.length < 10 || head.toString('latin1', 0, 4) !== 'GIF8') return undefined;
	return { width: head.readUInt16LE(6), height: head.readUInt16LE(8) };
}

function ofWebp(head: Buffer): Dimensions | undefined {
	if (head.length < 30 || head.toString('latin1', 8, 12) !== 'WEBP') return undefined;
	const form = head.toString('latin1', 12, 16);
	if (form === 'VP8X') {
		return { width: head.readUIntLE(24, 3) + 1, height: head.readUIntLE(27, 3) + 1 };
	}
	if (form === 'VP8L') {
		const bits = head.readUInt32LE(21);
		return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
	}
	if (form !== 'VP8 ') return undefined;
	return { width: head.readUInt16LE(26) & 0x3fff, height: head.readUInt16LE(28) & 0x3fff };
}

/** They are in the frame header, after segments of any length. */
function ofJpeg(head: Buffer): Dimensions | undefined {
	if (head.length < 4 || head.readUInt16BE(0) !== 0xffd8) return undefined;
	for (let at = 2; at + 9 < head.length && head[at] === 0xff;) {
		const marker = head[at + 1];
		const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
		if (isFrame) return { height: head.readUInt16BE(at + 5), width: head.readUInt16BE(at + 7) };
		at += 2 + head.readUInt16BE(at + 2);
	}
	return undefined;
}
