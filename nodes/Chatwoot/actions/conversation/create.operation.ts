import { toldOf } from '../../../shared/refused-files';
import { attributeMapper } from '../attributes/fields';
import { contacts } from '../contact/kind';
import { inboxes } from '../inbox/kind';
import { locatorOf } from '../kinds/kind';
import { firstMessageFields } from '../messaging/fields';
import { operation } from '../operation/operation';
import { talkKey } from '../people/conversation';
import { conversationOutput } from './kind';
import {
	conversationDraftFrom,
	hintLacks,
	NEW_ATTRIBUTES,
	newConversationFields,
	readyConversation,
} from './new-conversation';
import { contactFrom } from './session';

export const createConversation = operation({
	name: 'Create',
	value: 'create',
	action: 'Create conversation',
	access: { bots: 'need both contact and source ID' },
	description: 'Open a new conversation with a contact, with a first message if wanted',
	fields: [
		locatorOf(
			contacts,
			'The contact to talk to, as in the output "id" of a contact. May stay empty when a source ID says who it is.',
		),
		locatorOf(inboxes, 'The inbox in which the conversation takes place'),
		...firstMessageFields('The text of the first message, in Markdown. Optional.'),
		attributeMapper(NEW_ATTRIBUTES),
		{
			displayName: 'Source ID of Session',
			name: 'sourceId',
			type: 'string',
			default: '',
			description:
				'The ID of the session of the contact in the inbox, as in the output "source_id" of a contact. Usually empty: the existing session is used, or a new one made.',
		},
		newConversationFields(),
	],
	simplify: true,
	orderKey: ({ param }) =>
		talkKey(param.optionalId('contact') ?? param.trimmed('sourceId'), param.optionalId('inbox')),
	async read(param, context) {
		const inbox = param.id('inbox');
		const contact = param.optionalId('contact');
		const sourceId = param.trimmed('sourceId');
		const draft = await conversationDraftFrom(context);
		if (contact === undefined && sourceId === undefined) {
			param.refuse(
				'contact',
				'is empty',
				'Choose a contact, or give the source ID of its session.',
			);
		}
		return { place: { contact, inbox, sourceId }, draft };
	},
	async act({ api, baseUrl, publicUrl, param, hint, isSimple, input: { place, draft } }) {
		const { inbox } = place;
		const ready = await readyConversation({ param }, api, inbox, draft);
		const contact_id = await contactFrom(param, api, place);
		// Another item may name the same person differently; it then continues in the session made
		// here.
		return await api.turns.take([talkKey(contact_id, inbox)], async () => {
			const source_id =
				place.sourceId ?? (await api.conversations.sessionFor(contact_id, inbox)).source_id;
			const wanted = { ...ready.fields, inbox_id: inbox, contact_id, source_id };
			const { body, filesRefused } = await api.conversations.create(wanted, ready.first);
			hintLacks(hint, body, ready, draft);
			const output = isSimple ? conversationOutput(body, { baseUrl, publicUrl }, source_id) : body;
			return { ...output, ...toldOf(filesRefused) };
		});
	},
});
