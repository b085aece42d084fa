import type { Problem, Reason } from '../../shared/errors';
import { entryIn } from '../../shared/json';
import type { ApiRequest } from '../../shared/request';
import { shortened } from '../../shared/text';

/** The form of every refusal (matrix.md §3). */
export interface Refusal {
	errcode: string;
	error?: unknown;
	soft_logout?: unknown;
}

interface ProblemText {
	message: string;
	description: string;
	reason?: Reason;
}

const NEW_TOKEN = 'Enter a new access token in the credential.';

/** What is wrong with the token or its account, by the server's error code (matrix.md §2). */
const OF_ACCOUNT: Partial<Record<string, ProblemText>> = {
	M_MISSING_TOKEN: {
		message: 'Twake Chat got no access token',
		description:
			'Something before the server may have taken it away, or it is damaged. ' + NEW_TOKEN,
		reason: 'noToken',
	},
	M_UNKNOWN_TOKEN: {
		message: 'Twake Chat does not know the access token of the credential',
		description: `Its device was logged out, the account was closed, or the token is of another server. Clients renew their tokens on some servers, such as matrix.org: one copied from there ends within hours. ${NEW_TOKEN} One from a log-in by password lasts.`,
		reason: 'unknownToken',
	},
	M_USER_LOCKED: {
		message: 'The account of the credential is locked',
		description: 'An administrator of the homeserver can unlock it; the token stays good.',
		reason: 'suspended',
	},
	M_USER_SUSPENDED: {
		message: 'The account of the credential is suspended: it may read, but not write',
		description: 'An administrator of the homeserver can end that.',
		reason: 'suspended',
	},
	M_GUEST_ACCESS_FORBIDDEN: {
		message: 'The account of the credential is a guest, who may not do this',
		description: 'Use the token of a registered account.',
		reason: 'needsRole',
	},
};

/** The token was valid and has expired; n8n cannot renew it (matrix.md [107]). */
const EXPIRED: ProblemText = {
	message: 'The access token of the credential has expired',
	description: `${NEW_TOKEN} Log in without asking for a refresh token: such access tokens do not expire.`,
	reason: 'unknownToken',
};

/**
 * The server's answer is the same for an unknown room and for one that the account is not in
 * (matrix.md [155]).
 */
export const NOT_THERE =
	'Most often the account of the credential is not in the room, or there is no such room: check its ID, and invite the account or let it join. Or it lacks the power level for this in the room.';

const OF_REQUEST: Partial<Record<string, Pick<ProblemText, 'description' | 'reason'>>> = {
	M_FORBIDDEN: { description: NOT_THERE, reason: 'needsRole' },
	M_NOT_FOUND: { description: 'Check the ID.', reason: 'missing' },
	M_UNRECOGNIZED: {
		description: 'The homeserver does not know this request: it may be too old for it.',
		reason: 'unknownRoute',
	},
	M_TOO_LARGE: { description: 'Send less at once.' },
};

/** Why a request failed, as far as the server says; the request's hint is the likely reason. */
export function problemOf(refusal: Refusal, status: number, request: ApiRequest): Problem {
	const { hint, otherServer } = request;
	const { errcode, soft_logout: isSoft } = refusal;
	const isExpired = errcode === 'M_UNKNOWN_TOKEN' && isSoft === true;
	const ofAccount = isExpired ? EXPIRED : entryIn(OF_ACCOUNT, errcode);
	if (ofAccount) return { ...ofAccount, nothingDone: true };
	const said = typeof refusal.error === 'string' ? shortened(refusal.error, 500) : errcode;
	if (status === 502 && otherServer !== undefined) {
		return {
			message: `Another server gave Twake Chat no answer (it says: ${said})`,
			description: otherServer,
			reason: 'unavailable',
			nothingDone: true,
		};
	}
	if (status >= 500) {
		return {
			message: `Twake Chat could not carry out the request (it says: ${said})`,
			description: hint ?? 'Look into the log of the homeserver if that happens again.',
		};
	}
	const known = entryIn(OF_REQUEST, errcode);
	return {
		message: `Twake Chat refused the request (it says: ${said})`,
		description: hint ?? known?.description,
		reason: known?.reason ?? (status === 404 ? 'missing' : undefined),
		nothingDone: true,
	};
}

/** Whether the account has already given this reaction (matrix.md [223]). */
export const isDoubleReaction = (problem: Problem) =>
	isRefusedWith('M_DUPLICATE_ANNOTATION', problem);

/** Whether the homeserver itself refuses this, and not something before it, or to this account all. */
export const isForbidden = (problem: Problem) => isRefusedWith('M_FORBIDDEN', problem);

const isRefusedWith = (errcode: string, { body }: Problem): boolean =>
	(body as Refusal | undefined)?.errcode === errcode;
