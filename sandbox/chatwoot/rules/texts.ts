import type { Account } from '../state/types';

/** Texts from Chatwoot's own language file, in the account's locale (chatwoot.md [471]). */
const ENGLISH = {
	'status.open': 'Conversation was reopened by %{user}',
	'status.resolved': 'Conversation was marked resolved by %{user}',
	'status.contact_resolved': 'Conversation was resolved by %{user}',
	'status.pending': 'Conversation was marked as pending by %{user}',
	'status.snoozed': 'Conversation was snoozed by %{user}',
	'status.system_open': 'System reopened the conversation due to a new incoming message.',
	'status.bot_failed': 'Conversation was marked open by system due to an error with the agent bot.',
	'priority.added': '%{user} set the priority to %{new}',
	'priority.updated': '%{user} changed the priority from %{old} to %{new}',
	'priority.removed': '%{user} removed the priority',
	'assignee.self': '%{user} self-assigned this conversation',
	'assignee.assigned': 'Assigned to %{assignee} by %{user}',
	'assignee.removed': 'Conversation unassigned by %{user}',
	'team.assigned': 'Assigned to %{team} by %{user}',
	'team.with_assignee': 'Assigned to %{assignee} via %{team} by %{user}',
	'team.removed': 'Unassigned from %{team} by %{user}',
	'labels.added': '%{user} added %{labels}',
	'labels.removed': '%{user} removed %{labels}',
	muted: '%{user} has muted the conversation',
	unmuted: '%{user} has unmuted the conversation',
	deleted: 'This message was deleted',
	invalid_events: 'Invalid events',
};

export type TextKey = keyof typeof ENGLISH;

const GERMAN: Partial<Record<TextKey, string>> = {
	'status.resolved': 'Das Gespräch wurde von %{user} gelöst',
	deleted: 'Diese Nachricht wurde gelöscht',
	invalid_events: 'Ungültige Ereignisse',
};

export function phrase(account: Account, key: TextKey, values: Record<string, string> = {}) {
	const text = (account.locale === 'de' ? GERMAN[key] : undefined) ?? ENGLISH[key];
	return text.replace(/%\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}
