import type { IDataObject } from 'n8n-workflow';
import { clock } from '../../shared/retry';
import { isSameSecret, isSigned } from '../../shared/signature';
import type { Registration } from './registration';

/** How old or how far ahead a delivery may be, in ms. */
const TOLERANCE_MS = 5 * 60_000;

/** What a delivery shows to prove where it comes from. */
export interface Proof {
	raw: Buffer;
	headers: IDataObject;
	query: IDataObject;
}

/**
 * The registration that a delivery was made for: it carries a signature of its secret over
 * `timestamp.body`, or, where the server signs nothing, its token (chatwoot.md §10 Transport).
 * Undefined when it fits none: fails closed.
 */
export function provenBy(proof: Proof, registrations: Registration[]): Registration | undefined {
	return registrations.find(({ secret, token }) =>
		secret ? isSignedBy(proof, secret) : isSameSecret(proof.query.token, token),
	);
}

function isSignedBy({ raw, headers }: Proof, secret: string): boolean {
	const { time, signature } = signatureIn(headers) ?? {};
	if (signature === undefined) return false;
	const message = Buffer.concat([Buffer.from(`${time}.`), raw]);
	return isSigned(message, secret, signature.slice('sha256='.length));
}

/** A signature and the time for which it was made, when both could be right. */
function signatureIn(headers: IDataObject): { time: string; signature: string } | undefined {
	const time = headers['x-chatwoot-timestamp'];
	const signature = headers['x-chatwoot-signature'];
	if (typeof time !== 'string' || !/^\d{1,12}$/.test(time)) return undefined;
	if (Math.abs(clock.now() - Number(time) * 1000) > TOLERANCE_MS) return undefined;
	if (typeof signature !== 'string' || !signature.startsWith('sha256=')) return undefined;
	return { time, signature };
}

/** Whether there may be a secret or a token that a delivery fits. */
export function isProvable({ headers, query }: Proof): boolean {
	return signatureIn(headers) !== undefined || query.token !== undefined;
}

/** Whether a delivery claims to be signed at all; automation and macros do not. */
export function hasSignature({ headers }: Proof): boolean {
	return headers['x-chatwoot-signature'] !== undefined;
}
