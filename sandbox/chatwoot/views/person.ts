import { membershipOf } from '../state/access';
import type { State } from '../state/state';
import type { Account, Bot, Contact, Membership, Sender, User } from '../state/types';
import { botThumbnail, contactThumbnail, userAvatar } from './avatar';

/**
 * Presence needs the dashboard's socket: people who set themselves offline are offline
 * (chatwoot.md [671, 773]).
 */
function availabilityOf(membership: Membership | undefined): string {
	return !membership || membership.auto_offline ? 'offline' : membership.availability;
}

/** An agent of an account: lists of people, assignees. */
export function agentView(state: State, user: User, accountId: number) {
	const membership = membershipOf(state, user.id, accountId);
	return {
		id: user.id,
		account_id: accountId,
		availability_status: availabilityOf(membership),
		auto_offline: membership?.auto_offline ?? true,
		confirmed: user.confirmed,
		email: user.email,
		provider: 'email',
		available_name: user.display_name || user.name,
		...(Object.keys(user.custom_attributes).length > 0
			? { custom_attributes: user.custom_attributes }
			: {}),
		name: user.name,
		role: membership?.role ?? null,
		thumbnail: userAvatar(state, user),
		custom_role_id: null,
	};
}

/** A person as the sender of a message. */
export function userSender(state: State, user: User) {
	return {
		id: user.id,
		name: user.name,
		available_name: user.display_name || user.name,
		avatar_url: userAvatar(state, user),
		type: 'user',
		availability_status: 'offline',
		thumbnail: userAvatar(state, user),
	};
}

export function contactSender(state: State, contact: Contact) {
	return {
		additional_attributes: contact.additional_attributes,
		custom_attributes: contact.custom_attributes,
		email: contact.email,
		id: contact.id,
		identifier: contact.identifier,
		name: contact.name,
		phone_number: contact.phone_number,
		thumbnail: contactThumbnail(state, contact),
		blocked: contact.blocked,
		type: 'contact',
	};
}

export function botSender(state: State, bot: Bot) {
	return {
		id: bot.id,
		name: bot.name,
		avatar_url: botThumbnail(state, bot),
		type: 'agent_bot',
	};
}

/** The sender of a message, undefined when there is none or it is gone. */
export function senderView(state: State, sender: Sender | null) {
	if (sender?.type === 'User') {
		const user = state.users.get(sender.id);
		return user && userSender(state, user);
	}
	if (sender?.type === 'Contact') {
		const contact = state.contacts.get(sender.id);
		return contact && contactSender(state, contact);
	}
	const bot = sender ? state.bots.get(sender.id) : undefined;
	return bot && botSender(state, bot);
}

function membershipView(state: State, account: Account, user: User) {
	const membership = membershipOf(state, user.id, account.id);
	return {
		id: account.id,
		name: account.name,
		status: account.status,
		onboarding_step: null,
		active_at: membership?.active_at ? new Date(membership.active_at).toISOString() : null,
		role: membership?.role ?? null,
		permissions: [membership?.role ?? 'agent'],
		availability: membership?.availability ?? 'online',
		availability_status: availabilityOf(membership),
		auto_offline: membership?.auto_offline ?? true,
		custom_role_id: null,
		custom_role: null,
	};
}

/** The profile of a token's owner. Account and role are those of the active account. */
export function profileView(state: State, user: User) {
	const accounts = state.memberships
		.where((row) => row.user_id === user.id)
		.flatMap((row) => state.accounts.get(row.account_id) ?? []);
	const active =
		accounts.find((account) => account.id === user.active_account_id) ?? accounts.at(0);
	return {
		access_token: user.token,
		account_id: active?.id ?? null,
		available_name: user.display_name || user.name,
		avatar_url: userAvatar(state, user),
		confirmed: user.confirmed,
		display_name: user.display_name,
		message_signature: user.message_signature,
		email: user.email,
		id: user.id,
		inviter_id: user.inviter_id,
		name: user.name,
		provider: 'email',
		pubsub_token: user.pubsub_token,
		...(Object.keys(user.custom_attributes).length > 0
			? { custom_attributes: user.custom_attributes }
			: {}),
		role: active ? (membershipOf(state, user.id, active.id)?.role ?? null) : null,
		ui_settings: user.ui_settings,
		uid: user.email,
		type: null,
		accounts: accounts.map((account) => membershipView(state, account, user)),
	};
}
