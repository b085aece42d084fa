import type { Call } from '../call';
import * as cast from '../http/cast';
import { secureToken } from '../state/state';
import type { Bot } from '../state/types';
import type { Routes } from './routes';

/** A bot; its token shows to agents too, its secret to administrators only [722]. */
export const botView = (bot: Bot, admin: boolean) => ({
	id: bot.id,
	name: bot.name,
	description: bot.description,
	thumbnail: '',
	outgoing_url: bot.outgoing_url,
	bot_type: 'webhook',
	bot_config: bot.bot_config,
	account_id: bot.account_id,
	access_token: bot.token,
	...(admin ? { secret: bot.secret } : {}),
	system_bot: bot.account_id === null,
});

const visible = (call: Call) =>
	call.state.bots.where(
		(bot) => !bot.deleted && (bot.account_id === null || bot.account_id === call.account.id),
	);

const create = (call: Call) => {
	const { params } = call;
	const bot = call.state.bots.insert({
		account_id: call.account.id,
		name: cast.text(cast.scalar(params.name)),
		description: cast.text(cast.scalar(params.description)),
		outgoing_url: cast.text(cast.scalar(params.outgoing_url)),
		bot_config: cast.object(params.bot_config) ?? {},
		token: secureToken(),
		secret: secureToken(),
		deleted: false,
	});
	return botView(bot, call.isAdmin);
};

export const botRoutes = (on: Routes): void => {
	on.account('GET', 'agent_bots', (call) => visible(call).map((bot) => botView(bot, call.isAdmin)));
	on.account('POST', 'agent_bots', create, { admin: true });
};
