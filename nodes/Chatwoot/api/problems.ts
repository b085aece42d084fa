import type { Problem } from '../../shared/errors';
import { beforeService, redirected } from '../../shared/foreign-answers';
import { isObject } from '../../shared/json';
import type { ApiRequest, ApiResponse } from '../../shared/request';
import { recordsIn } from './named-records';

/** The forms of Chatwoot's errors (chatwoot.md §11): one of these, or no JSON at all. */
interface ErrorBody {
	message?: unknown;
	error?: unknown;
	errors?: unknown;
	/** Names of the refused fields of a record. */
	attributes?: unknown;
	/** What exists already. */
	duplicate_articles?: Array<{ id: number; title: string }>;
}

/** The way out when the token does not belong to a user. */
const NEEDS_USER =
	'The token belongs to an agent bot, to a deleted bot or to a platform app. Use the access token of a user: Profile Settings > Access Token.';

/** The way out when the user lacks a permission. */
const NEEDS_ROLE =
	'The user has to be a member of the inbox, and some operations need the role Administrator.';

/**
 * Only these 401 texts tell tokens apart; the server never translates them (chatwoot.md §1,
 * chatwoot.md §2).
 */
const SUSPENDED = /^account is suspended$/i;
const FOREIGN_BOT = /^bot is not authorized/i;
const NO_MEMBER = /not authorized to access this account/i;
const UNKNOWN_TOKEN = /^invalid access token$/i;
/** The Platform API says this to users' tokens too. */
const NO_PLATFORM_TOKEN = /^invalid access_token$/i;
const NOT_FOR_BOTS = /not authorized for bots/i;
/** Any of these. */
const OWN_401 = /^invalid access.token$|^account is suspended$|not authorized|non permissible/i;

/**
 * Finds the failure in an answer and describes it for people. HTML or broken JSON is a failure
 * whatever its status: then the address is not Chatwoot's.
 */
export function problemIn(response: ApiResponse, request: ApiRequest): Problem | undefined {
	const { status, body, headers } = response;
	if (status >= 300 && status < 400) return redirected('Chatwoot', response, request.path);
	const isJson = String(headers['content-type'] ?? '').includes('json');
	const isText = typeof body === 'string' && body.trim() !== '';
	if (status < 300) return isText ? unreadable(response, request) : undefined;
	if (status === 404 && isText && !isJson) return unreadable(response, request);
	if (!isOwn(response, request)) return beforeService('Chatwoot', response);
	const error = typeof body === 'object' && body !== null ? (body as ErrorBody) : {};
	const problem = refusal(status, error, textOf(error), request);
	return { ...problem, status, ...(Object.keys(error).length > 0 && { body }) };
}

/** Whether an error has one of Chatwoot's forms (chatwoot.md §11). */
function isOwn({ status, body }: ApiResponse, request: ApiRequest): boolean {
	// A crash may send a page, and some actions send only the status: 404 where they name a record.
	if (!isObject(body)) {
		const isStatusOnly = EMPTY.includes(status) || (status === 404 && recordsIn(request) !== '');
		return status === 500 || (isEmpty(body) && isStatusOnly);
	}
	if ('statusCode' in body) return false;
	if (status === 401) return 'errors' in body || OWN_401.test(String(body.error));
	return 'error' in body || 'errors' in body || 'duplicate_articles' in body || status === 422;
}

const EMPTY = [400, 406, 422, 501];

/** What the Enterprise edition adds; a server without it may lack the routes (chatwoot.md §9 Enterprise). */
const ENTERPRISE =
	/\/(applied_slas|audit_logs|bulk_actions\/translate|companies|reporting_events|sla_policies)(\/|$)/;

function isEmpty(body: unknown): boolean {
	return body === undefined || body === null || body === '';
}

function refusal(status: number, body: ErrorBody, text: string, request: ApiRequest): Problem {
	if (status === 401) return unauthorized(body, text);
	const quoted = text ? `: ${text}` : '';
	if (status === 404) return notFound(body, request);
	if (status === 422) {
		return { message: `Chatwoot does not accept the values${quoted}`, description: request.hint };
	}
	if (status === 402) {
		return {
			message: `The plan of the Chatwoot account does not allow this${quoted}`,
			description: 'A limit of the plan, such as the number of seats, is used up.',
		};
	}
	if (status === 403) {
		return {
			message: `Chatwoot does not allow this here${quoted}`,
			description: ENTERPRISE.test(request.path)
				? 'This belongs to the Enterprise edition and has to be switched on for the account, which whoever runs the Chatwoot server can do.'
				: 'A feature of the account is switched off, which whoever runs the Chatwoot server can change, or the inbox is of the wrong type.',
		};
	}
	if (status === 400 || status === 406) {
		return { message: `Chatwoot could not read the request${quoted}`, description: request.hint };
	}
	if (status === 409) {
		const named = body.duplicate_articles?.map(({ id, title }) => `${id} (${title})`).join(', ');
		return {
			message: `Chatwoot has this already${named ? `: article ${named}` : quoted}`,
			description: request.hint,
		};
	}
	if (status === 501) {
		return {
			message: 'This edition of Chatwoot cannot do this',
			description: 'It belongs to the Enterprise edition.',
			reason: 'unknownRoute',
			nothingDone: true,
		};
	}
	if (status >= 500) {
		return {
			message: `Chatwoot failed with an internal error (HTTP ${status})`,
			description:
				request.hint ??
				'It gives no reason. Most often a value is of a kind that it does not expect, or two requests for the same record came at the same moment.',
		};
	}
	return { message: `Chatwoot refused the request with HTTP ${status}${quoted}` };
}

/**
 * Chatwoot says 401 for wrong tokens, and also where others say 403 (chatwoot.md §1, chatwoot.md
 * §11).
 */
function unauthorized(body: ErrorBody, text: string): Problem {
	if (Array.isArray(body.errors)) {
		return {
			message: 'No access token reached Chatwoot',
			description:
				'The token in the credential is empty, or a proxy between n8n and Chatwoot removes the header "Api-Access-Token".',
			reason: 'noToken',
		};
	}
	if (UNKNOWN_TOKEN.test(text)) {
		return {
			message: 'Chatwoot does not know the access token',
			description:
				'Copy it again from Chatwoot: Profile Settings > Access Token. It changes when it is reset there, and it dies with its user or bot.',
			reason: 'unknownToken',
		};
	}
	if (NO_PLATFORM_TOKEN.test(text)) {
		return {
			message: 'The Platform API of Chatwoot does not know the access token',
			description: 'It takes those of platform apps only, which stand in the super admin console.',
		};
	}
	if (NOT_FOR_BOTS.test(text)) {
		return {
			message: "Chatwoot does not let bots do this, and the access token is no user's",
			description: NEEDS_USER,
			reason: 'notForBots',
		};
	}
	if (SUSPENDED.test(text)) {
		return {
			message: 'The Chatwoot account is suspended',
			description: 'Who runs the Chatwoot server can activate it again.',
			reason: 'suspended',
		};
	}
	if (FOREIGN_BOT.test(text)) {
		return {
			message: 'Chatwoot does not let the agent bot work in this account',
			description:
				'The bot has to belong to the account, or to answer in one of its inboxes: Inbox > Set Agent Bot. Before Chatwoot 4.8 only the inbox counts.',
			reason: 'foreignBot',
		};
	}
	if (NO_MEMBER.test(text)) {
		return {
			message: 'The user of the access token is not a member of this Chatwoot account',
			description: 'Choose another account, or the access token of one of its members.',
			reason: 'noMember',
		};
	}
	return {
		message: `Chatwoot does not allow this to the user of the access token${text ? `: ${text}` : ''}`,
		description: NEEDS_ROLE,
		reason: 'needsRole',
	};
}

function notFound(body: ErrorBody, request: ApiRequest): Problem {
	// A 404 of Rails itself carries a status: there is no such route (chatwoot.md §11).
	if ('status' in body) {
		return {
			message: `Chatwoot does not know the address ${request.path}`,
			description: ENTERPRISE.test(request.path)
				? 'This belongs to the Enterprise edition of Chatwoot: the server runs another one, or an older version.'
				: 'The server may be older than this operation, or the base URL may be wrong.',
			reason: 'unknownRoute',
		};
	}
	const records = recordsIn(request);
	return {
		message: `Chatwoot did not find ${records || 'the record'}`,
		description: `${records.includes(',') ? 'One of these' : 'It'} does not exist, was deleted, or the user of the access token cannot see it.`,
		reason: 'missing',
	};
}

/** Text instead of JSON: a page of the dashboard, of another program, or a truncated answer. */
function unreadable({ status, body, headers }: ApiResponse, request: ApiRequest): Problem {
	const type = String(headers['content-type'] ?? 'unknown type').replace(/;.*/, '');
	const done = request.method === 'POST' && !request.reads && status < 300;
	const cut = type.includes('json');
	return {
		message: cut
			? 'The answer of Chatwoot is not complete'
			: `The server did not answer like Chatwoot: it sent ${/^\s*</.test(String(body)) ? 'a web page' : `text (${type})`}`,
		description: cut
			? `A proxy may have cut it.${done ? ' Look in Chatwoot before you run this item again.' : ''}`
			: 'Check the base URL in the credential: it should be the address of the dashboard without anything after it, such as https://app.chatwoot.com.',
		status,
		...(cut ? { reason: 'unconfirmed', uncertain: done } : { reason: 'otherServer' }),
	};
}

/** The server's own words, from whichever key has them. */
function textOf({ message, error, errors }: ErrorBody): string {
	const said = message ?? error ?? errors;
	if (said === undefined || said === null) return '';
	if (!isObject(said)) return [said].flat().map(wordsOf).join(', ');
	return Object.entries(said)
		.flatMap(([field, reasons]) =>
			[reasons].flat().map((reason) => sentence(field, wordsOf(reason))),
		)
		.join(', ');
}

const wordsOf = (reason: unknown) =>
	typeof reason === 'object' ? JSON.stringify(reason) : String(reason);

/** Reasons by field are whole sentences or what follows the field's name, as "can't be blank". */
function sentence(field: string, reason: string): string {
	return /^\p{Lu}/u.test(reason) ? reason : `${field} ${reason}`;
}
