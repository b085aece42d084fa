import type { IDataObject } from 'n8n-workflow';
import type { AccountApi } from '../api';
import type { Conversation, Message } from '../api/types';
import { asDelivered } from '../trigger/receiving/event';
import { objectIn } from '../trigger/json';

/**
 * Deliveries made from what the API answers, in the form in which Chatwoot sends them (chatwoot.md
 * §10 Payload shapes). The API gives some times in whole seconds only.
 */
export class Deliveries {
	constructor(
		private readonly api: AccountApi,
		/** Id and name. */
		private readonly account: IDataObject,
	) {}

	async ofMessage(message: Message, conversation: Conversation): Promise<IDataObject> {
		const { account } = this;
		const sender = await this.senderOf(message);
		// What was written last, as it was when the message was delivered; a note does not count.
		const messages = message.private ? [] : [{ ...message, sender }];
		return {
			...asDelivered(message),
			event: 'message_created',
			account,
			inbox: await this.inboxOf(conversation),
			sender,
			created_at: new Date(message.created_at * 1000).toISOString(),
			conversation: { ...conversationBody(conversation), messages, account },
		};
	}

	ofConversation(conversation: Conversation): IDataObject {
		const { account } = this;
		return { ...conversationBody(conversation), event: 'conversation_created', account };
	}

	private async inboxOf({ inbox_id: id }: Conversation): Promise<IDataObject> {
		const inbox = (await this.api.inboxes.list()).find((each) => each.id === id);
		return { id, ...(inbox && { name: inbox.name }) };
	}

	/** Messages in the API name users without their e-mail address. */
	private async senderOf({ sender }: Message): Promise<IDataObject | null> {
		if (!sender) return null;
		if (sender.type !== 'user') return sender;
		const agent = (await this.api.agents.list()).find(({ id }) => id === sender.id);
		return agent ? { ...sender, email: agent.email } : sender;
	}
}

function conversationBody(conversation: Conversation): IDataObject {
	const { meta, messages, last_non_activity_message: last } = conversation;
	const { assignee, assignee_type = null, team = null, channel, ...rest } = meta;
	const type = assignee_type === 'AgentBot' ? 'agent_bot' : 'user';
	// Only messages name the session (chatwoot.md §5).
	const said = [last as IDataObject | null, ...messages].flatMap((each) => (each ? [each] : []));
	const sessions = said.map((each) => objectIn(objectIn(each, 'conversation'), 'contact_inbox'));
	const session = sessions.find((each) => each !== undefined);
	const { hmac_verified } = rest as IDataObject;
	return {
		...conversation,
		channel,
		contact_inbox: { ...session, hmac_verified },
		meta: { ...rest, assignee: assignee ? { ...assignee, type } : null, assignee_type, team },
	};
}
