import type { Call } from '../call';
import * as cast from '../http/cast';
import { Halt, notFound, unprocessable } from '../http/errors';
import type { Params } from '../http/params';
import { isParams } from '../http/params';
import { empty, json } from '../http/reply';
import { avatarOf } from '../rules/avatar';
import { Validation } from '../rules/errors';
import { insertInbox, isApi, newInbox, isWhatsapp } from '../rules/inbox';
import { channelParams, checkChannel, createChannel } from '../rules/channel';
import { inboxesFor } from '../state/access';
import { iso, now } from '../state/clock';
import { secureToken } from '../state/state';
import type { Inbox, InboxSettings } from '../state/types';
import { inboxView } from '../views/inbox';
import { botView } from './bots';
import type { Routes } from './routes';

function view(call: Call, inbox: Inbox) {
	return inboxView(call.state, inbox, call.isAdmin);
}

function one(call: Call, name = 'id'): Inbox {
	return call.find(call.state.inboxes, call.id(name));
}

function seen(call: Call, name = 'id'): Inbox {
	const inbox = one(call, name);
	call.requireInbox(inbox);
	return inbox;
}

const FLAGS = [
	'enable_auto_assignment',
	'greeting_enabled',
	'working_hours_enabled',
	'enable_email_collect',
	'csat_survey_enabled',
	'allow_messages_after_resolved',
] as const;
const TEXTS = ['greeting_message', 'out_of_office_message', 'timezone', 'business_name'] as const;

/** The settings among the parameters; the word "null" means null (chatwoot.md [756]). */
function settingsOf(params: Params): Partial<InboxSettings> {
	const out: Partial<InboxSettings> = {};
	const value = (key: string) => (params[key] === 'null' ? null : params[key]);
	for (const key of FLAGS) if (key in params) out[key] = cast.bool(value(key));
	for (const key of TEXTS) if (key in params) out[key] = cast.text(value(key));
	if ('lock_to_single_conversation' in params) {
		out.lock_to_single_conversation = cast.bool(value('lock_to_single_conversation')) ?? false;
	}
	const config = cast.object(params.auto_assignment_config);
	if (config) out.auto_assignment_config = config;
	return out;
}

function isTimezone(name: string): boolean {
	try {
		return new Intl.DateTimeFormat('en', { timeZone: name }).format() !== '';
	} catch {
		return false;
	}
}

function validate(name: string | null, settings: Partial<InboxSettings>): void {
	const check = new Validation().length('name', name).present('name', name);
	check.length('greeting_message', settings.greeting_message ?? null, 20_000);
	if (settings.timezone && !isTimezone(settings.timezone)) {
		check.add('timezone', 'is not included in the list');
	}
	check.finish();
}

const WHOLE_DAY = { open_hour: 0, open_minutes: 0, close_hour: 23, close_minutes: 59 };

/** A day that closes before it opens is dropped without an error (chatwoot.md [756]). */
function isValidDay(day: Params): boolean {
	const part = (key: string) => cast.int(cast.scalar(day[key])) ?? 0;
	const minutes = (end: string) => part(`${end}_hour`) * 60 + part(`${end}_minutes`);
	return day.closed_all_day === true || minutes('close') > minutes('open');
}

function setHours(inbox: Inbox, params: Params): void {
	for (const day of (cast.list(params.working_hours) ?? []).filter(isParams)) {
		const known = inbox.working_hours.find((row) => row.day_of_week === day.day_of_week);
		const changed = { ...known, ...day, ...(day.open_all_day === true && WHOLE_DAY) };
		if (known && isValidDay(changed)) Object.assign(known, changed);
	}
}

function setAvatar(call: Call, inbox: Inbox): void {
	const avatar = avatarOf(call.state, call.params.avatar);
	if (avatar !== undefined) inbox.avatar = avatar;
}

/**
 * The creator is not a member of the new inbox (chatwoot.md [750]); only updates take working hours.
 */
function create(call: Call) {
	const { inboxes: most } = call.account.limits;
	const used = call.state.inboxes.where((row) => row.account_id === call.account.id).length;
	if (typeof most === 'number' && used >= most) {
		throw new Halt(json({ error: 'Account limit exceeded. Upgrade to a higher plan' }, 402));
	}
	const { type, values } = createChannel(call.state, call.params.channel);
	const name = call.text('name');
	const settings = settingsOf(call.params);
	validate(name, settings);
	const row = newInbox(call.account.id, name ?? '', type, values);
	Object.assign(row.settings, settings);
	const inbox = insertInbox(call.state, row);
	setAvatar(call, inbox);
	return view(call, inbox);
}

function update(call: Call) {
	const inbox = one(call);
	const settings = settingsOf(call.params);
	const name = call.has('name') ? call.text('name') : inbox.name;
	validate(name, settings);
	const channel = channelParams(inbox.channel_type, cast.object(call.params.channel) ?? {});
	checkChannel(inbox.channel_type, { ...inbox.channel, ...channel });
	inbox.name = name ?? '';
	Object.assign(inbox.settings, settings);
	Object.assign(inbox.channel, channel);
	setHours(inbox, call.params);
	setAvatar(call, inbox);
	inbox.updated_at = now();
	return view(call, inbox);
}

/** Deleted in the background with all that belongs to it, without an event (chatwoot.md [758]). */
function destroy(call: Call) {
	const inbox = one(call);
	const { conversations, messages, sessions, inboxMembers, inboxes } = call.state;
	call.state.jobs.push(() => {
		conversations.removeWhere((row) => row.inbox_id === inbox.id);
		messages.removeWhere((row) => row.inbox_id === inbox.id);
		sessions.removeWhere((row) => row.inbox_id === inbox.id);
		inboxMembers.removeWhere((row) => row.inbox_id === inbox.id);
		inboxes.remove(inbox.id);
	});
	return { message: 'Your inbox deletion request will be processed in some time.' };
}

function setBot(call: Call) {
	const inbox = one(call);
	const wanted = call.params.agent_bot;
	if (cast.isBlank(wanted)) {
		inbox.bot_id = null;
		return empty();
	}
	const bot = call.state.bots.get(cast.id(wanted));
	const usable = bot && !bot.deleted && [null, call.account.id].includes(bot.account_id);
	if (!usable) throw notFound();
	inbox.bot_id = bot.id;
	return empty();
}

function botOf(call: Call) {
	const bot = call.state.bots.get(seen(call).bot_id);
	if (!bot) return {};
	// here the token is the whole row of the database (chatwoot.md [723])
	const time = iso(now());
	const row = { id: bot.id, owner_type: 'AgentBot', owner_id: bot.id, token: bot.token };
	const access_token = { ...row, created_at: time, updated_at: time };
	return { agent_bot: { ...botView(call, bot), access_token } };
}

/** Only API inboxes have a secret (chatwoot.md [716]). */
function resetSecret(call: Call) {
	const inbox = one(call);
	if (!isApi(inbox)) throw new Halt(empty(404));
	inbox.channel.secret = secureToken();
	return view(call, inbox);
}

function refused(status: number, error: string) {
	return (call: Call): never => {
		seen(call);
		if (status === 422) throw unprocessable(error);
		throw new Halt(json({ error }, status));
	};
}

export function inboxRoutes(on: Routes): void {
	const admin = { admin: true };
	on.account('GET', 'inboxes', (call) => ({
		payload: inboxesFor(call.state, call.user, call.account.id).map((inbox) => view(call, inbox)),
	}));
	on.account('POST', 'inboxes', create, admin);
	on.account('GET', 'inboxes/:id', (call) => view(call, seen(call)));
	on.account('PATCH', 'inboxes/:id', update, admin);
	on.account('DELETE', 'inboxes/:id', destroy, admin);
	on.account(
		'DELETE',
		'inboxes/:id/avatar',
		(call) => {
			one(call).avatar = null;
			return empty();
		},
		admin,
	);
	on.account('POST', 'inboxes/:id/set_agent_bot', setBot, admin);
	on.account('GET', 'inboxes/:id/agent_bot', botOf);
	on.account('POST', 'inboxes/:id/reset_secret', resetSecret, admin);
	on.account('GET', 'inboxes/:id/campaigns', (call) => {
		seen(call);
		return [];
	});
	const health = 'Health data only available for WhatsApp Cloud API channels';
	const sync = 'Template sync is only available for WhatsApp channels';
	const csat = 'CSAT template operations only available for WhatsApp and Twilio WhatsApp channels';
	const orRefused = (answer: object, refusal: (call: Call) => never) => (call: Call) =>
		isWhatsapp(seen(call)) ? answer : refusal(call);
	// What inboxes of WhatsApp answer was not measured (chatwoot.md [865]).
	const number = { display_phone_number: '+49 30 999999', quality_rating: 'GREEN' };
	const started = { message: 'Template sync initiated successfully' };
	on.account('GET', 'inboxes/:id/health', orRefused(number, refused(400, health)));
	on.account('POST', 'inboxes/:id/sync_templates', orRefused(started, refused(422, sync)), admin);
	on.account('GET', 'inboxes/:id/csat_template', refused(400, csat));
}
