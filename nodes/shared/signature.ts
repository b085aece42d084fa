import { createHash, createHmac, timingSafeEqual } from 'crypto';

/**
 * Whether `signature` is the HMAC-SHA256 of `message`, given whole or in parts, under `key`,
 * compared in constant time. Only lower-case hex is accepted: in another spelling, a replay would
 * look new. Fails closed: with an empty key, or anything that is not a signature, it is false.
 */
export function isSigned(
	message: Buffer | Array<Buffer | string>,
	key: string,
	signature: unknown,
): boolean {
	if (key === '' || typeof signature !== 'string') return false;
	if (!/^[0-9a-f]{64}$/.test(signature)) return false;
	return timingSafeEqual(hmacOf(message, key), Buffer.from(signature, 'hex'));
}

/** The signature that `isSigned` accepts. */
export function signatureOf(message: Array<Buffer | string>, key: string): string {
	return hmacOf(message, key).toString('hex');
}

function hmacOf(message: Buffer | Array<Buffer | string>, key: string): Buffer {
	const hmac = createHmac('sha256', key);
	for (const part of [message].flat()) hmac.update(part);
	return hmac.digest();
}

/** Whether two secrets are equal, compared in constant time. Fails closed: empty never matches. */
export function isSameSecret(given: unknown, secret: unknown): boolean {
	if (typeof given !== 'string' || typeof secret !== 'string' || secret === '') return false;
	const [one, other] = [given, secret].map((text) => createHash('sha256').update(text).digest());
	return timingSafeEqual(one, other);
}
