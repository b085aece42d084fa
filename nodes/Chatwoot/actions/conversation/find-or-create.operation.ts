import { needsChannel } from '../../api/content';
import { attributeMapper } from '../attributes/fields';
import { conversationAttributesAt } from '../attributes/place';
import type { Operation } from '../operation/types';
import { accountLocator, inboxLocator, simplifyField } from '../fields';
import { checkChannel, finished, firstDraftFrom } from '../messaging/draft';
import { firstMessageFields } from '../messaging/fields';
import { conversationOutput } from '../conversation/kind';
import { newContactFields, personFields, personKey } from '../people/person';
import { targetFrom, withConversation, withoutOpenField } from '../people/conversation';
import { checkKnown, missingIn } from './assignment';
import { withTypes } from './attributes';
import { attributesFrom, checkBeside, CUSTOM_ATTRIBUTES, statusFrom } from './details';
import { newConversationFields } from './new-fields';

export const findOrCreateConversation: Operation = {
	name: 'Find or Create',
	value: 'findOrCreate',
	action: 'Find or create a conversation',
	description:
		'Get the conversation that goes on with a person in an inbox; reopens the last one or opens a new one when there is none, and creates the contact if wanted',
	properties: [
		accountLocator,
		inboxLocator('The inbox in which the conversation takes place'),
		...personFields,
		withoutOpenField,
		...firstMessageFields(
			'The text with which a new conversation begins, in Markdown. Optional; not sent into an existing one: Message > Send to Contact does that.',
		),
		attributeMapper(conversationAttributesAt('additionalFields.customAttributes')),
		simplifyField,
		...newContactFields,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			description: 'What a new conversation is given. An existing one is not changed.',
			options: newConversationFields,
		},
	],
	orderKey: personKey,
	async run(context) {
		const { param, baseUrl, account, hint } = context;
		const { inbox } = targetFrom(param);
		const assignee = param.optionalId('additionalFields.assignee');
		const team = param.optionalId('additionalFields.team');
		const fields = {
			...statusFrom(param),
			...attributesFrom(param),
			...(assignee !== undefined && { assignee_id: assignee }),
			...(team !== undefined && { team_id: team }),
		};
		const draft = await firstDraftFrom(context);
		checkBeside(param, fields, draft?.files);

		const api = await account();
		await checkKnown(param, api, { assignee, team });
		const given = fields.custom_attributes;
		const custom_attributes = await withTypes(param, api, given, CUSTOM_ATTRIBUTES);
		const message = draft && (await finished(param, api, draft, async () => inbox));
		const wanted = {
			fields: { ...fields, ...(custom_attributes && { custom_attributes }) },
			message,
			files: draft?.files,
			isPicky: message && (needsChannel(message) || message.message_type === 'incoming'),
			check: message && ((channel?: string) => checkChannel(param, message, channel)),
		};
		return await withConversation(context, api, wanted, async ({ conversation, action }, isNew) => {
			const missing = action === 'created' && missingIn(conversation, { assignee, team });
			if (missing) hint(missing, 'warning');
			const done = { contact_action: isNew ? 'created' : 'found', conversation_action: action };
			const shown = param.boolean('simplify')
				? conversationOutput(conversation, { baseUrl })
				: conversation;
			return { ...shown, ...done };
		});
	},
};
