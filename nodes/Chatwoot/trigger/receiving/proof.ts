import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { clock } from '../../../shared/retry';
import { isSameSecret, isSigned } from '../../../shared/signature';
import type { Registration } from '../registration';
import { TOLERANCE_MS } from './tolerance';

/** What a delivery carries to prove its origin. */
export interface Proof {
	raw: Buffer;
	/** From the address, for servers that do not sign. */
	token: unknown;
	/** Given by the sender, but not signed. */
	deliveryId: unknown;
	/** Whether it claims to be signed at all; automation rules and macros do not. */
	claimsSignature: boolean;
	/** The signature in hex and the time it was made for, if both are plausible. */
	signature?: { hex: string; time: string };
	/** Until when the same proof would be accepted again, in ms. */
	until: number;
}

export function proofOf(context: IWebhookFunctions): Proof {
	const request = context.getRequestObject();
	const headers = request.headers as IDataObject;
	const signature = signatureIn(headers);
	return {
		raw: (request as { rawBody?: Buffer }).rawBody ?? Buffer.alloc(0),
		token: (context.getQueryData() as IDataObject).token,
		deliveryId: headers['x-chatwoot-delivery'],
		claimsSignature: headers['x-chatwoot-signature'] !== undefined,
		signature,
		until: (signature ? Number(signature.time) * 1000 : clock.now()) + TOLERANCE_MS,
	};
}

function signatureIn(headers: IDataObject): Proof['signature'] {
	const time = headers['x-chatwoot-timestamp'];
	const signature = headers['x-chatwoot-signature'];
	if (typeof time !== 'string' || !/^\d{1,12}$/.test(time)) return undefined;
	if (Math.abs(clock.now() - Number(time) * 1000) > TOLERANCE_MS) return undefined;
	if (typeof signature !== 'string' || !signature.startsWith('sha256=')) return undefined;
	return { time, hex: signature.slice('sha256='.length) };
}

/**
 * The registration that a delivery was made for: it carries a signature over `timestamp.body` with
 * the registration's secret, or its token if the server does not sign (chatwoot.md §10 Transport).
 * Fails closed: undefined when it fits none.
 */
export function matchingRegistration(
	proof: Proof,
	registrations: Registration[],
): Registration | undefined {
	const { raw, signature, token } = proof;
	return registrations.find((registration) => {
		if (!registration.secret) return isSameSecret(token, registration.token);
		return signature && isSigned([`${signature.time}.`, raw], registration.secret, signature.hex);
	});
}

/** Whether a delivery could match any secret or token at all. */
export function isProvable({ signature, token }: Proof): boolean {
	return signature !== undefined || token !== undefined;
}
