import type { Person } from './call';
import { Call } from './call';
import { Halt, notFound, unauthorized } from './http/errors';
import { id as castId } from './http/cast';
import { json } from './http/reply';
import type { Incoming } from './http/request';
import { membershipOf } from './state/access';
import type { State } from './state/state';
import type { Account, Bot } from './state/types';

/** What a route requires of its caller. */
export interface Access {
	/** Bot tokens are accepted too (access_token_auth_helper.rb). */
	bots?: boolean;
	/** Administrators only. */
	admin?: boolean;
}

const BOT_REFUSED = 'Access to this endpoint is not authorized for bots';

const SIGN_IN: Record<string, string> = {
	en: 'You need to sign in or sign up before continuing.',
	de: 'Sie müssen sich anmelden oder registrieren, bevor Sie fortfahren können.',
};

/** No token: the session scheme refuses, in the language of `?locale=` (chatwoot.md [117]). */
function signIn(request: Incoming) {
	const locale = String(request.query.locale ?? 'en');
	return new Halt(json({ errors: [SIGN_IN[locale] ?? SIGN_IN.en] }, 401));
}

const TOKEN_HEADER = /^api[-_]access[-_]token$/;

/**
 * The token of a request. Both spellings of the header land in one Rack key, the dashed one wins,
 * even when it is wrong; an empty one counts as absent (chatwoot.md [101, 103]).
 */
export function tokenOf(request: Incoming): string | undefined {
	const names = Object.keys(request.headers).filter((name) => TOKEN_HEADER.test(name));
	const dashed = names.find((name) => !name.includes('_')) ?? names.at(0) ?? '';
	return request.headers[dashed]?.trim() || undefined;
}

/** The caller. A missing, an unknown and a forbidden token are three different 401s. */
export function authenticate(state: State, request: Incoming, access: Access): Person {
	const token = tokenOf(request);
	if (token === undefined) throw signIn(request);
	const user = state.users.find((row) => row.token === token);
	if (user) return { kind: 'user', user };
	const bot = state.bots.find((row) => row.token === token);
	if (!bot && !state.platformTokens.has(token)) throw unauthorized('Invalid Access Token');
	if (!bot || bot.deleted || !access.bots) throw unauthorized(BOT_REFUSED);
	return { kind: 'bot', bot };
}

/**
 * The checks before a controller of the account runs, in the order of the server
 * (chatwoot.md [106, 109]).
 */
export function enter(
	state: State,
	request: Incoming,
	path: Record<string, string>,
	access: Access,
): Call {
	const person = authenticate(state, request, access);
	const account = state.accounts.get(castId(path.account_id));
	if (!account) throw notFound();
	if (account.status !== 'active') throw unauthorized('Account is suspended');
	if (person.kind === 'bot') {
		if (!mayAct(state, person.bot, account)) {
			throw unauthorized('Bot is not authorized to access this account');
		}
		return new Call(state, request, path, person, account);
	}
	const membership = membershipOf(state, person.user.id, account.id);
	if (!membership) throw unauthorized('You are not authorized to access this account');
	const call = new Call(state, request, path, person, account, membership);
	if (access.admin) call.requireAdmin();
	return call;
}

/** Bots act where they belong to the account or to one of its inboxes (chatwoot.md [738]). */
function mayAct(state: State, bot: Bot, account: Account): boolean {
	return (
		bot.account_id === account.id ||
		state.inboxes.find((row) => row.account_id === account.id && row.bot_id === bot.id) !==
			undefined
	);
}
