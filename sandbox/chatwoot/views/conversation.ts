import { ACTIVITY } from '../rules/message-types';
import { canReply } from '../rules/reply-window';
import { unreadCount } from '../rules/unread';
import { contactOf, inboxOf, membersOfTeam, messagesOf, sessionOf } from '../state/access';
import { isoOrNull, unix, unixFloat } from '../state/clock';
import type { State } from '../state/state';
import type { Bot, Conversation, Team, User } from '../state/types';
import { contactView } from './contact';
import { innerMessage } from './message';
import { agentView } from './person';

export function teamView(state: State, team: Team, viewer?: User) {
	return {
		id: team.id,
		name: team.name,
		description: team.description,
		allow_auto_assign: team.allow_auto_assign,
		account_id: team.account_id,
		is_member: viewer ? membersOfTeam(state, team.id).includes(viewer.id) : false,
	};
}

function assigneeView(state: State, conversation: Conversation) {
	const user = state.users.get(conversation.assignee_id);
	if (user) {
		return { assignee: agentView(state, user, conversation.account_id), assignee_type: 'User' };
	}
	const bot = state.bots.get(conversation.assignee_bot_id);
	if (!bot) return {};
	return { assignee: assignedBot(bot), assignee_type: 'AgentBot' };
}

export function assignedBot(bot: Bot) {
	return {
		id: bot.id,
		name: bot.name,
		description: bot.description,
		thumbnail: '',
		outgoing_url: bot.outgoing_url,
		bot_type: 'webhook',
	};
}

/** A conversation as its own calls and lists show it. */
export function conversationView(state: State, conversation: Conversation, viewer?: User) {
	const contact = contactOf(state, conversation);
	const team = state.teams.get(conversation.team_id);
	const messages = messagesOf(state, conversation);
	const last = messages.at(-1);
	const lastChat = messages.findLast((row) => row.message_type !== ACTIVITY);
	return {
		meta: {
			sender: contactView(state, contact),
			channel: inboxOf(state, conversation).channel_type,
			...assigneeView(state, conversation),
			...(team ? { team: teamView(state, team, viewer) } : {}),
			hmac_verified: sessionOf(state, conversation).hmac_verified,
		},
		id: conversation.display_id,
		messages: last ? [innerMessage(state, last)] : [],
		account_id: conversation.account_id,
		uuid: conversation.uuid,
		additional_attributes: conversation.additional_attributes,
		agent_last_seen_at: unix(conversation.agent_last_seen_at),
		assignee_last_seen_at: unix(conversation.assignee_last_seen_at),
		can_reply: canReply(state, conversation),
		contact_last_seen_at: unix(conversation.contact_last_seen_at),
		custom_attributes: conversation.custom_attributes,
		inbox_id: conversation.inbox_id,
		labels: conversation.labels,
		muted: contact.blocked,
		snoozed_until: isoOrNull(conversation.snoozed_until),
		status: conversation.status,
		created_at: unix(conversation.created_at),
		updated_at: unixFloat(conversation.updated_at),
		timestamp: unix(conversation.last_activity_at),
		first_reply_created_at: unix(conversation.first_reply_created_at),
		unread_count: unreadCount(state, conversation),
		last_non_activity_message: lastChat ? innerMessage(state, lastChat) : null,
		last_activity_at: unix(conversation.last_activity_at),
		priority: conversation.priority,
		waiting_since: unix(conversation.waiting_since),
		sla_policy_id: null,
	};
}
