import type { Call } from '../call';
import * as cast from '../http/cast';
import { notFound, serverError } from '../http/errors';
import { empty } from '../http/reply';
import { avatarOf } from '../rules/avatar';
import { Validation } from '../rules/errors';
import { secureToken } from '../state/state';
import type { Bot } from '../state/types';
import { botThumbnail } from '../views/avatar';
import type { Routes } from './routes';

/**
 * A bot; its token shows to agents too, its secret to administrators only; of a bot of the
 * installation neither is shown, nor its address (chatwoot.md [722, 854]).
 */
export function botView(call: Call, bot: Bot) {
	const isOwn = bot.account_id !== null;
	const hasSecret = call.isAdmin && call.state.release.signs;
	return {
		id: bot.id,
		name: bot.name,
		description: bot.description,
		thumbnail: botThumbnail(call.state, bot),
		...(isOwn ? { outgoing_url: bot.outgoing_url } : {}),
		bot_type: 'webhook',
		bot_config: bot.bot_config,
		account_id: bot.account_id,
		...(isOwn ? { access_token: bot.token } : {}),
		...(isOwn && hasSecret ? { secret: bot.secret } : {}),
		system_bot: !isOwn,
	};
}

/** The account's own bots and the installation's. */
function visible(call: Call) {
	return call.state.bots.where(
		(bot) => !bot.deleted && [null, call.account.id].includes(bot.account_id),
	);
}

const TEXTS = ['name', 'description', 'outgoing_url'] as const;

function fill(call: Call, bot: Omit<Bot, 'id'>): Omit<Bot, 'id'> {
	const out = { ...bot };
	for (const key of TEXTS) {
		const value = call.scalar(key);
		if (value !== undefined) out[key] = cast.text(value);
	}
	const type = call.scalar('bot_type');
	if (type !== undefined && type !== 'webhook' && type !== 0) throw serverError('bot_type');
	out.bot_config = cast.object(call.params.bot_config) ?? out.bot_config;
	new Validation().length('name', out.name).length('outgoing_url', out.outgoing_url, 2048).finish();
	const avatar = avatarOf(call.state, call.params.avatar);
	if (avatar !== undefined) out.avatar = avatar;
	return out;
}

function create(call: Call) {
	const blank = {
		account_id: call.account.id,
		name: null,
		description: null,
		outgoing_url: null,
		bot_config: {},
		token: secureToken(),
		secret: secureToken(),
		avatar: null,
		deleted: false,
	};
	return botView(call, call.state.bots.insert(fill(call, blank)));
}

function one(call: Call): Bot {
	const bot = visible(call).find((row) => row.id === call.id());
	if (!bot) throw notFound();
	return bot;
}

/** Bots of the installation cannot be changed from an account. */
function own(call: Call): Bot {
	const bot = one(call);
	if (bot.account_id === null) throw notFound();
	return bot;
}

/**
 * A deleted bot is detached; its token then counts as one of a bot in a forbidden place
 * (chatwoot.md [738]).
 */
function destroy(call: Call) {
	const bot = own(call);
	bot.deleted = true;
	for (const inbox of call.state.inboxes.all()) if (inbox.bot_id === bot.id) inbox.bot_id = null;
	for (const row of call.state.conversations.all()) {
		if (row.assignee_bot_id === bot.id) row.assignee_bot_id = null;
	}
	return empty();
}

function renew(key: 'token' | 'secret') {
	return (call: Call) => {
		const bot = own(call);
		bot[key] = secureToken();
		return botView(call, bot);
	};
}

export function botRoutes(on: Routes): void {
	const admin = { admin: true };
	on.account('GET', 'agent_bots', (call) => visible(call).map((bot) => botView(call, bot)));
	on.account('POST', 'agent_bots', create, admin);
	on.account('GET', 'agent_bots/:id', (call) => botView(call, one(call)));
	on.account(
		'PATCH',
		'agent_bots/:id',
		(call) => {
			const bot = own(call);
			return botView(call, Object.assign(bot, fill(call, bot)));
		},
		admin,
	);
	on.account('DELETE', 'agent_bots/:id', destroy, admin);
	on.account(
		'DELETE',
		'agent_bots/:id/avatar',
		(call) => botView(call, Object.assign(own(call), { avatar: null })),
		admin,
	);
	on.account('POST', 'agent_bots/:id/reset_access_token', renew('token'), admin);
	on.account('POST', 'agent_bots/:id/reset_secret', renew('secret'), admin);
}
