import { randomBytes } from 'node:crypto';
import type { Call } from '../call';
import * as cast from '../http/cast';
import { RecordMissing, unauthorized } from '../http/errors';
import { empty } from '../http/reply';
import { avatarOf } from '../rules/avatar';
import { Validation } from '../rules/errors';
import { newUser } from '../rules/user';
import { secureToken } from '../state/state';
import type { Bot, User } from '../state/types';
import { profileView } from '../views/person';
import { guarded } from './platform-guard';
import type { Routes } from './routes';

const EMAIL = /^[^@\s]+@[^@\s]+$/;

/** Password rules, in the order in which the server checks them (chatwoot.md [852]). */
const PASSWORD: [RegExp, string][] = [
	[/.{6}/s, '6 characters'],
	[/[A-Z]/, '1 uppercase character  (A..Z)'],
	[/[a-z]/, '1 lowercase character  (a..z)'],
	[/\d/, '1 number character  (0..9)'],
	[
		/[ !@#$%^&*()_+\-=[\]{}|"/\\.,`<>:;?~']/,
		'1 special character  ( !@#$%^&*()_+-=[]{}|"/\\.,`<>:;?~\')',
	],
];

function checkUser(user: Pick<User, 'name' | 'email'>, password: string | null | undefined): void {
	const check = new Validation();
	if (user.email === '') check.add('email', "can't be blank");
	else if (!EMAIL.test(user.email)) {
		check.add('email', 'is invalid').add('email', 'is not an email');
	}
	for (const [has, what] of password === undefined ? [] : PASSWORD) {
		const known = password?.replace(/\s+$/, '') ?? '';
		if (!has.test(known)) check.add('password', `must contain at least ${what}`);
	}
	check.present('name', user.name).finish();
}

function view(call: Call, user: User) {
	const hidden = ['inviter_id', 'type'];
	const profile = Object.entries(profileView(call.state, user));
	return Object.fromEntries(profile.filter(([key]) => !hidden.includes(key)));
}

/** A known address adopts that person: everything else sent is ignored (chatwoot.md [852]). */
function create(call: Call) {
	const email = (call.text('email') ?? '').toLowerCase();
	const known = call.state.users.find((row) => row.email === email);
	const password = call.text('password');
	const draft = newUser({
		name: call.text('name') ?? '',
		display_name: call.text('display_name'),
		email,
		custom_attributes: cast.object(call.params.custom_attributes) ?? {},
		password,
	});
	if (!known) checkUser(draft, password);
	const user = known ?? call.state.users.insert(draft);
	call.state.platformUsers.add(user.id);
	return view(call, user);
}

/** People whom the application created or was granted; others are refused (chatwoot.md [855]). */
function one(call: Call): User {
	const user = call.state.users.get(call.id());
	if (!user) throw new RecordMissing();
	if (!call.state.platformUsers.has(user.id)) throw unauthorized('Non permissible resource');
	return user;
}

function update(call: Call) {
	const user = one(call);
	const draft = { ...user };
	if (call.has('name')) draft.name = call.text('name') ?? '';
	if (call.has('display_name')) draft.display_name = call.text('display_name');
	if (call.has('email')) draft.email = (call.text('email') ?? '').toLowerCase();
	const password = call.has('password') ? call.text('password') : undefined;
	if (password) draft.password = password;
	const attributes = cast.object(call.params.custom_attributes) ?? {};
	draft.custom_attributes = { ...user.custom_attributes, ...attributes };
	checkUser(draft, password);
	return view(call, Object.assign(user, draft));
}

function destroy(call: Call) {
	const { id } = one(call);
	const { state } = call;
	state.memberships.removeWhere((row) => row.user_id === id);
	state.users.remove(id);
	return empty();
}

/** A single-use link that opens a session. */
function login(call: Call) {
	const { email } = one(call);
	const query = new URLSearchParams({ email, sso_auth_token: randomBytes(32).toString('hex') });
	return { url: `${call.state.url}/app/login?${query.toString()}` };
}

function token(call: Call) {
	const { id, name, display_name, email, pubsub_token, token: access_token } = one(call);
	return { access_token, expiry: null, user: { id, name, display_name, email, pubsub_token } };
}

function botView({ id, name, description, outgoing_url, account_id, token: access_token }: Bot) {
	return { id, name, description, outgoing_url, account_id, access_token };
}

function bots({ state }: Call) {
	return state.bots.where((row) => state.platformBots.has(row.id) && !row.deleted).map(botView);
}

function createBot(call: Call) {
	const bot = call.state.bots.insert({
		account_id: cast.id(call.params.account_id) ?? null,
		name: call.text('name'),
		description: call.text('description'),
		outgoing_url: call.text('outgoing_url'),
		bot_config: {},
		token: secureToken(),
		secret: secureToken(),
		avatar: null,
		deleted: false,
	});
	call.state.platformBots.add(bot.id);
	return botView(bot);
}

function oneBot(call: Call): Bot {
	const bot = call.state.bots.get(call.id());
	if (!bot || bot.deleted) throw new RecordMissing();
	if (!call.state.platformBots.has(bot.id)) throw unauthorized('Non permissible resource');
	return bot;
}

function updateBot(call: Call) {
	const bot = oneBot(call);
	for (const key of ['name', 'description', 'outgoing_url'] as const) {
		if (call.has(key)) bot[key] = call.text(key);
	}
	bot.avatar = avatarOf(call.state, call.params.avatar) ?? bot.avatar;
	if (call.has('account_id')) bot.account_id = cast.id(call.params.account_id) ?? null;
	return botView(bot);
}

/** There is no view for this (chatwoot.md §8). */
function destroyAvatar(call: Call) {
	oneBot(call).avatar = null;
	return empty(204);
}

function destroyBot(call: Call) {
	oneBot(call).deleted = true;
	return empty();
}

export function platformUserRoutes(on: Routes): void {
	const base = '/platform/api/v1';
	on.open('POST', `${base}/users`, guarded(create));
	on.open(
		'GET',
		`${base}/users/:id`,
		guarded((call) => view(call, one(call))),
	);
	on.open('PATCH', `${base}/users/:id`, guarded(update));
	on.open('DELETE', `${base}/users/:id`, guarded(destroy));
	on.open('GET', `${base}/users/:id/login`, guarded(login));
	on.open('POST', `${base}/users/:id/token`, guarded(token));
	on.open('GET', `${base}/agent_bots`, guarded(bots));
	on.open('POST', `${base}/agent_bots`, guarded(createBot));
	on.open(
		'GET',
		`${base}/agent_bots/:id`,
		guarded((call) => botView(oneBot(call))),
	);
	on.open('PATCH', `${base}/agent_bots/:id`, guarded(updateBot));
	on.open('DELETE', `${base}/agent_bots/:id`, guarded(destroyBot));
	on.open('DELETE', `${base}/agent_bots/:id/avatar`, guarded(destroyAvatar));
}
