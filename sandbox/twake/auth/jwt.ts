import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Json } from '../state/types';

const encode = (value: Json) => Buffer.from(JSON.stringify(value)).toString('base64url');
const sign = (text: string, key: Buffer) => createHmac('sha256', key).update(text).digest();

export function signJwt(claims: Json, key: Buffer): string {
	const text = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
	return `${text}.${sign(text, key).toString('base64url')}`;
}

/** The claims of a token that is well-formed, signed with this key and valid now; else undefined. */
export function verifyJwt(token: string, key: Buffer): Json | undefined {
	const [head, claims, signature, ...more] = token.split('.');
	if (!signature || more.length) return undefined;
	const expected = sign(`${head}.${claims}`, key);
	const given = Buffer.from(signature, 'base64url');
	if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
	const { exp, nbf, ...rest } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Json;
	const now = Date.now() / 1000;
	return Number(exp) > now && Number(nbf) <= now ? rest : undefined;
}
