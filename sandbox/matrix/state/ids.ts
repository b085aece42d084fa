import { createHash, randomBytes } from 'node:crypto';

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

export function letters(count: number, from = LETTERS): string {
	return Array.from(randomBytes(count), (byte) => from[byte % from.length]).join('');
}

export function capitals(count: number): string {
	return letters(count, LETTERS.slice(26));
}

/** The reference hash that names an event since room version 3. */
export function eventId(parts: unknown[]): string {
	const hash = createHash('sha256').update(JSON.stringify(parts)).update(randomBytes(16));
	return `$${hash.digest('base64url')}`;
}

export function newToken(localpart: string): string {
	return `syt_${Buffer.from(localpart).toString('base64url')}_${letters(20)}_${letters(6)}`;
}

export function newRefreshToken(localpart: string): string {
	return newToken(localpart).replace('syt', 'syr');
}

export function localpartOf(userId: string): string {
	return userId.slice(1).split(':')[0];
}

export function domainOf(id: string): string {
	return id.slice(id.indexOf(':') + 1);
}
