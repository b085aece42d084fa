import { createHash, createHmac, timingSafeEqual } from 'crypto';

/**
 * Whether `signature` is the hex HMAC-SHA256 of `message` under `key`, compared in constant time.
 * Fails closed: an empty key signs nothing, whatever else is not a signature is none.
 */
export function isSigned(message: Buffer, key: string, signature: unknown): boolean {
	if (key === '' || typeof signature !== 'string') return false;
	if (!/^[0-9a-f]{64}$/i.test(signature)) return false;
	const expected = createHmac('sha256', key).update(message).digest();
	return timingSafeEqual(expected, Buffer.from(signature, 'hex'));
}

/** Whether two secrets are the same, in constant time. Fails closed: nothing is no secret. */
export function isSameSecret(given: unknown, secret: unknown): boolean {
	if (typeof given !== 'string' || typeof secret !== 'string' || secret === '') return false;
	const [one, other] = [given, secret].map((text) => createHash('sha256').update(text).digest());
	return timingSafeEqual(one, other);
}
