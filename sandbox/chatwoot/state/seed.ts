import { randomUUID } from 'node:crypto';
import type { Params } from '../http/params';
import { startFollowUps } from '../rules/follow-ups';
import { registerCompany } from '../rules/company';
import { derivedColumns } from '../rules/contact';
import { answered } from '../rules/reporting';
import { newMembership, newUser } from '../rules/user';
import { insertInbox, newInbox } from '../rules/inbox';
import { tagged } from '../rules/labels';
import { now, within } from './clock';
import type { Release } from './release';
import { secureToken, State } from './state';
import type { Account, Contact, Conversation, Inbox, Role, User } from './types';

interface WorldUser {
	id?: number;
	name: string;
	email: string;
	role?: Role;
	token?: string;
}

interface WorldInbox {
	id?: number;
	name: string;
	channel_type?: string;
	channel_id?: number;
	[column: string]: unknown;
}

interface WorldContact {
	id?: number;
	name?: string | null;
	email?: string | null;
	phone_number?: string | null;
	identifier?: string | null;
	blocked?: boolean;
	custom_attributes?: Params;
	additional_attributes?: Params;
	created_at?: number;
	labels?: string[];
}

interface WorldConversation {
	id?: number;
	uuid?: string;
	inbox_id?: number;
	/** Key of the contact; default: the first one. */
	contact?: string;
	status?: Conversation['status'];
	labels?: string[];
	created_at?: number;
}

interface WorldMessage {
	id?: number;
	content?: string | null;
	message_type?: number;
	created_at?: number;
	conversation_id?: number;
	status?: string;
	private?: boolean;
}

/** A world: the account before the first request. Every key is optional. */
export interface World {
	account?: { id?: number; name?: string; locale?: string };
	admin?: WorldUser;
	agent?: WorldUser;
	outsider?: WorldUser;
	/** An agent bot of the account. */
	bot?: { id?: number; name?: string; token?: string; outgoing_url?: string };
	/** The token of a platform application; default PLATFORM_TOKEN. */
	platform?: { token?: string };
	inboxes?: Record<string, WorldInbox>;
	/** Key of an inbox to keys of people. */
	inbox_members?: Record<string, string[]>;
	team?: { id?: number; name: string; description?: string | null; allow_auto_assign?: boolean };
	team_members?: Partial<Record<string, string[]>>;
	labels?: { id?: number; title: string; color?: string; show_on_sidebar?: boolean }[];
	attributes?: (Params & { id?: number; attribute_key: string })[];
	contacts?: Record<string, WorldContact>;
	/** The session of the conversation's contact. */
	source?: string;
	conversation?: WorldConversation | null;
	messages?: WorldMessage[];
	canned_responses?: { id?: number; short_code: string; content: string }[];
}

const PEOPLE = ['admin', 'agent', 'outsider'] as const;
const TOKENS = { admin: 'ADMIN_TOKEN', agent: 'AGENT_TOKEN', outsider: 'OUTSIDER_TOKEN' };

/** Builds the state that a world describes, for a server at `url`. */
export function fromWorld(world: World, url: string, release?: Release): State {
	const state = new State(url, release);
	startFollowUps(state);
	// an installation starts with its owner's account, which is foreign to everybody else
	// (chatwoot.md [108])
	if (world.account?.id !== undefined && world.account.id !== 1) addOwner(state);
	const account = addAccount(state, world.account ?? {});
	state.platformTokens.add(world.platform?.token ?? 'PLATFORM_TOKEN');
	state.platformAccounts.add(account.id);
	const people = new Map<string, User>();
	for (const key of PEOPLE) {
		const person = world[key];
		if (person) people.set(key, addPerson(state, account.id, person, TOKENS[key], key));
	}
	if (world.bot) addBot(state, account.id, world.bot);
	const inboxes = new Map<string, Inbox>();
	for (const [key, inbox] of Object.entries(world.inboxes ?? {})) {
		inboxes.set(key, addInbox(state, account.id, inbox));
	}
	for (const [key, names] of Object.entries(world.inbox_members ?? {})) {
		const inbox = inboxes.get(key);
		for (const user of names.flatMap((name) => people.get(name) ?? [])) {
			if (inbox) state.inboxMembers.insert({ inbox_id: inbox.id, user_id: user.id });
		}
	}
	addTeam(state, account.id, world, people);
	addLists(state, account.id, world);
	const contacts = new Map<string, Contact>();
	for (const [key, contact] of Object.entries(world.contacts ?? {})) {
		contacts.set(key, addContact(state, account.id, contact));
	}
	addConversation(state, account.id, world, contacts, inboxes, people.get('admin'));
	return state;
}

function addOwner(state: State): void {
	const { id } = addAccount(state, { id: 1 });
	const owner = state.users.insert(newUser({ id: 1, name: 'Owner', email: 'owner@localhost' }));
	const place = { account_id: id, user_id: owner.id, role: 'administrator' } as const;
	state.memberships.insert(newMembership(place));
}

function addAccount(state: State, account: NonNullable<World['account']>): Account {
	return state.accounts.insert({
		id: account.id,
		name: account.name ?? 'Acme',
		locale: account.locale ?? 'en',
		domain: null,
		support_email: null,
		status: 'active',
		settings: {},
		custom_attributes: {},
		limits: {},
		features: {},
		created_at: now(),
		last_display_id: 0,
	});
}

function addPerson(
	state: State,
	accountId: number,
	person: WorldUser,
	token: string,
	key: (typeof PEOPLE)[number],
): User {
	const user = state.users.insert(
		newUser({
			id: person.id,
			name: person.name,
			email: person.email,
			token: person.token ?? token,
			active_account_id: accountId,
		}),
	);
	state.platformUsers.add(user.id);
	state.memberships.insert(
		newMembership({
			account_id: accountId,
			user_id: user.id,
			role: person.role ?? (key === 'admin' ? 'administrator' : 'agent'),
		}),
	);
	return user;
}

function addBot(state: State, accountId: number, bot: NonNullable<World['bot']>): void {
	state.bots.insert({
		id: bot.id,
		account_id: accountId,
		name: bot.name ?? 'Robo',
		description: null,
		outgoing_url: bot.outgoing_url ?? '',
		bot_config: {},
		token: bot.token ?? 'BOT_TOKEN',
		secret: secureToken(),
		avatar: null,
		deleted: false,
	});
}

function addInbox(state: State, accountId: number, world: WorldInbox): Inbox {
	const { id, name, channel_id, channel_type = 'Channel::Api', ...channel } = world;
	// a website gets the colour that the dashboard offers, not the column's default
	const colour: Params = channel_type === 'Channel::WebWidget' ? { widget_color: '#009CE0' } : {};
	const address: Params = channel_type === 'Channel::Api' ? { webhook_url: '' } : {};
	const row = newInbox(accountId, name, channel_type, {
		...address,
		...colour,
		...(channel as Params),
	});
	return insertInbox(state, { ...row, id, channel_id: channel_id ?? 0 });
}

function addTeam(state: State, accountId: number, world: World, people: Map<string, User>): void {
	if (!world.team) return;
	const time = now();
	const team = state.teams.insert({
		id: world.team.id,
		account_id: accountId,
		name: world.team.name.toLowerCase(),
		description: world.team.description ?? null,
		allow_auto_assign: world.team.allow_auto_assign ?? true,
		created_at: time,
		updated_at: time,
	});
	const names = world.team_members?.[world.team.name] ?? Object.values(world.team_members ?? {})[0];
	for (const user of (names ?? []).flatMap((name) => people.get(name) ?? [])) {
		state.teamMembers.insert({ team_id: team.id, user_id: user.id });
	}
}

function addLists(state: State, accountId: number, world: World): void {
	// An account has a history: its labels have been used somewhere (chatwoot.md [236]).
	for (const label of world.labels ?? []) {
		tagged(state, [label.title]);
		state.labels.insert({
			id: label.id,
			account_id: accountId,
			title: label.title,
			description: null,
			color: label.color ?? '#1f93ff',
			show_on_sidebar: label.show_on_sidebar ?? null,
		});
	}
	for (const attribute of world.attributes ?? []) {
		const time = now();
		state.attributes.insert({
			attribute_display_name: attribute.attribute_key,
			attribute_display_type: 'text',
			attribute_description: null,
			attribute_model: 'contact_attribute',
			attribute_values: [],
			regex_pattern: null,
			regex_cue: null,
			default_value: null,
			...attribute,
			account_id: accountId,
			created_at: time,
			updated_at: time,
		});
	}
	for (const response of world.canned_responses ?? []) {
		const time = now();
		const row = { account_id: accountId, created_at: time, updated_at: time };
		state.cannedResponses.insert({ ...response, ...row });
	}
}

function seconds(time: number | undefined): number {
	return time === undefined ? now() : within(time);
}

function addContact(state: State, accountId: number, world: WorldContact): Contact {
	const created = seconds(world.created_at);
	const given: Omit<Contact, 'id' | 'location' | 'country_code'> = {
		account_id: accountId,
		name: world.name ?? '',
		email: world.email ?? null,
		phone_number: world.phone_number ?? null,
		identifier: world.identifier ?? null,
		blocked: world.blocked ?? false,
		additional_attributes: { ...world.additional_attributes },
		custom_attributes: { ...world.custom_attributes },
		last_activity_at: null,
		contact_type: 'visitor',
		created_at: created,
		updated_at: created,
		labels: tagged(state, world.labels ?? []),
		avatar: null,
	};
	const contact = state.contacts.insert({ ...given, ...derivedColumns(given), id: world.id });
	registerCompany(state, contact);
	return contact;
}

function addConversation(
	state: State,
	accountId: number,
	world: World,
	contacts: Map<string, Contact>,
	inboxes: Map<string, Inbox>,
	sender: User | undefined,
): void {
	const given = world.conversation;
	const contact = contacts.get(given?.contact ?? '') ?? [...contacts.values()].at(0);
	const inbox = state.inboxes.get(given?.inbox_id) ?? [...inboxes.values()].at(0);
	if (!contact || !inbox || (!given && world.source === undefined)) return;
	const created = seconds(given?.created_at);
	const session = state.sessions.insert({
		contact_id: contact.id,
		inbox_id: inbox.id,
		source_id: world.source ?? randomUUID(),
		hmac_verified: false,
		pubsub_token: secureToken(),
		created_at: created,
		updated_at: created,
	});
	if (!given) return;
	const account = state.accounts.get(accountId);
	const displayId = given.id ?? 1;
	if (account) account.last_display_id = displayId;
	const conversation = state.conversations.insert({
		account_id: accountId,
		display_id: displayId,
		uuid: given.uuid ?? randomUUID(),
		inbox_id: inbox.id,
		contact_id: contact.id,
		session_id: session.id,
		status: given.status ?? 'open',
		priority: null,
		assignee_id: null,
		assignee_bot_id: null,
		team_id: null,
		campaign_id: null,
		snoozed_until: null,
		additional_attributes: {},
		custom_attributes: {},
		labels: [...(given.labels ?? [])],
		cached_labels: given.labels?.join(', ') ?? null,
		participants: [],
		mentions: [],
		draft: null,
		created_at: created,
		updated_at: created,
		last_activity_at: created,
		first_reply_created_at: null,
		waiting_since: created,
		agent_last_seen_at: null,
		assignee_last_seen_at: null,
		contact_last_seen_at: null,
	});
	for (const message of world.messages ?? []) {
		addMessage(state, conversation, contact, message, sender);
	}
}

function addMessage(
	state: State,
	conversation: Conversation,
	contact: Contact,
	world: WorldMessage,
	sender: User | undefined,
): void {
	const created = seconds(world.created_at);
	const incoming = (world.message_type ?? 0) === 0;
	const person = incoming
		? ({ type: 'Contact', id: contact.id } as const)
		: sender && ({ type: 'User', id: sender.id } as const);
	const message = state.messages.insert({
		id: world.id,
		account_id: conversation.account_id,
		inbox_id: conversation.inbox_id,
		conversation_id: conversation.id,
		content: world.content ?? null,
		message_type: world.message_type ?? 0,
		content_type: 'text',
		content_attributes: {},
		additional_attributes: {},
		status: world.status ?? 'sent',
		private: world.private ?? false,
		source_id: null,
		sender: person ?? null,
		arrived_at: now(),
		created_at: created,
		updated_at: created,
	});
	conversation.last_activity_at = created;
	conversation.updated_at = created;
	if (incoming) {
		contact.last_activity_at = created;
		conversation.waiting_since ??= created;
	} else if (!world.private) {
		answered(state, conversation, message, conversation.waiting_since);
		conversation.first_reply_created_at ??= created;
		conversation.waiting_since = null;
	}
}
