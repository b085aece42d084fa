import { createHash, createHmac, timingSafeEqual } from 'crypto';

/**
 * Whether `signature` is the HMAC-SHA256 of `message`, whole or in parts, under `key`, compared in
 * constant time. It has one spelling, hex in small letters: by another one a replay would pass for
 * something new. Fails closed: an empty key signs nothing, whatever else is not a signature is none.
 */
export function isSigned(
	message: Buffer | Array<Buffer | string>,
	key: string,
	signature: unknown,
): boolean {
	if (key === '' || typeof signature !== 'string') return false;
	if (!/^[0-9a-f]{64}$/.test(signature)) return false;
	const hmac = createHmac('sha256', key);
	for (const part of [message].flat()) hmac.update(part);
	return timingSafeEqual(hmac.digest(), Buffer.from(signature, 'hex'));
}

/** Whether two secrets are the same, in constant time. Fails closed: nothing is no secret. */
export function isSameSecret(given: unknown, secret: unknown): boolean {
	if (typeof given !== 'string' || typeof secret !== 'string' || secret === '') return false;
	const [one, other] = [given, secret].map((text) => createHash('sha256').update(text).digest());
	return timingSafeEqual(one, other);
}
