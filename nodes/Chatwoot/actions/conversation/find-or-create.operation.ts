import { toldOf } from '../../../shared/refused-files';
import { attributeMapper } from '../attributes/fields';
import { inboxes } from '../inbox/kind';
import { locatorOf } from '../kinds/kind';
import { firstMessageFields } from '../messaging/fields';
import { operation } from '../operation/operation';
import { newContactFields, personFields, personKey } from '../people/person';
import { targetFrom, withConversation, withoutOpenField } from '../people/conversation';
import { conversations } from './kind';
import {
	conversationDraftFrom,
	hintLacks,
	NEW_ATTRIBUTES,
	newConversationFields,
	readyConversation,
} from './new-conversation';

export const findOrCreateConversation = operation({
	name: 'Find or Create',
	value: 'findOrCreate',
	action: 'Find or create conversation',
	description:
		'Get the conversation with a person in an inbox: reopens the last one, or opens a new one',
	fields: [
		locatorOf(inboxes, 'The inbox in which the conversation takes place'),
		...personFields,
		...firstMessageFields(
			'The text with which a new conversation begins, in Markdown. Optional; not sent into an existing one: Message > Send to Contact does that.',
		),
		attributeMapper(NEW_ATTRIBUTES),
		withoutOpenField,
		...newContactFields,
		newConversationFields('What a new conversation is given. An existing one is not changed.'),
	],
	simplify: true,
	orderKey: personKey,
	async read(param, context) {
		const { inbox } = targetFrom(param);
		return { inbox, draft: await conversationDraftFrom(context) };
	},
	async act(call) {
		const { api, hint, shown } = call;
		const { inbox, draft } = call.input;
		const ready = await readyConversation(call, api, inbox, draft);
		return await withConversation(call, api, ready, async (found, isNew) => {
			const { conversation, action, filesRefused } = found;
			if (action === 'created') hintLacks(hint, conversation, ready, draft);
			const done = { contact_action: isNew ? 'created' : 'found', conversation_action: action };
			return { ...shown(conversations, conversation), ...done, ...toldOf(filesRefused) };
		});
	},
});
