import { needsChannel } from '../../api/content';
import { attributeMapper } from '../attributes/fields';
import { conversationAttributesAt } from '../attributes/place';
import type { Operation } from '../operation/types';
import { accountLocator, contactLocator, inboxLocator, simplifyField } from '../fields';
import { checkChannel, finished, firstDraftFrom } from '../messaging/draft';
import { firstMessageFields } from '../messaging/fields';
import { conversationOutput } from '../conversation/kind';
import { checkKnown, missingIn } from './assignment';
import { withTypes } from './attributes';
import { attributesFrom, checkBeside, CUSTOM_ATTRIBUTES, statusFrom } from './details';
import { newConversationFields } from './new-fields';
import { sessionFrom } from './session';

export const createConversation: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create a conversation',
	access: { bots: 'need both contact and source ID' },
	description: 'Open a new conversation with a contact, with a first message if wanted',
	properties: [
		accountLocator,
		contactLocator(
			'The contact to talk to, as in the output "id" of a contact. May stay empty when a source ID says who it is.',
		),
		inboxLocator('The inbox in which the conversation takes place'),
		{
			displayName: 'Source ID',
			name: 'sourceId',
			type: 'string',
			default: '',
			description:
				'The ID of the session of the contact in the inbox, as in the output "source_id" of a contact. Usually empty: the existing session is used, or a new one made.',
		},
		...firstMessageFields('The text of the first message, in Markdown. Optional.'),
		attributeMapper(conversationAttributesAt('additionalFields.customAttributes')),
		simplifyField,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: newConversationFields,
		},
	],
	orderKey: ({ param }) =>
		`${param.optionalId('contact') ?? param.trimmed('sourceId')} in ${param.optionalId('inbox')}`,
	async run(context) {
		const { param, baseUrl, account, hint } = context;
		const inbox = param.id('inbox');
		const contact = param.optionalId('contact');
		const sourceId = param.trimmed('sourceId');
		const assignee = param.optionalId('additionalFields.assignee');
		const team = param.optionalId('additionalFields.team');
		const fields = { ...statusFrom(param), ...attributesFrom(param) };
		const draft = await firstDraftFrom(context);
		checkBeside(param, fields, draft?.files);
		if (contact === undefined && sourceId === undefined) {
			param.refuse(
				'contact',
				'is empty',
				'Choose a contact, or give the source ID of its session.',
			);
		}

		const api = await account();
		await checkKnown(param, api, { assignee, team });
		const given = fields.custom_attributes;
		const custom_attributes = await withTypes(param, api, given, CUSTOM_ATTRIBUTES);
		const session = await sessionFrom(param, api, { contact, inbox, sourceId });
		const message = draft && (await finished(param, api, draft, async () => inbox));
		if (message) {
			const isPicky = needsChannel(message) || message.message_type === 'incoming';
			const channel = session.channel ?? (isPicky ? await api.inboxes.channelOf(inbox) : undefined);
			checkChannel(param, message, channel);
		}
		const wanted = {
			...fields,
			...(custom_attributes && { custom_attributes }),
			inbox_id: inbox,
			contact_id: session.contact,
			source_id: session.sourceId,
			...(assignee !== undefined && { assignee_id: assignee }),
			...(team !== undefined && { team_id: team }),
			...(message && { message }),
		};
		// Another item may name the same person otherwise: by its ID, or by its session.
		const conversation = await api.turns.take(
			[`${session.contact} in ${inbox}`],
			async () => await api.conversations.create(wanted, draft?.files),
		);
		const missing = missingIn(conversation, { assignee, team });
		if (missing) hint(missing, 'warning');
		if (!param.boolean('simplify')) return conversation;
		return conversationOutput(conversation, { baseUrl }, session.sourceId);
	},
};
