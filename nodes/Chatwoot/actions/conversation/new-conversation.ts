import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Hint } from '../../../shared/hints';
import type { FilePart } from '../../../shared/multipart';
import { withoutUndefined } from '../../../shared/json';
import { quote } from '../../../shared/text';
import type { AccountApi } from '../../api';
import type { NewConversation } from '../../api/conversations';
import type { MessageWithFiles } from '../../api/refused-files';
import type { Conversation } from '../../api/types';
import { additionalAttributesField, customAttributesField } from '../attributes/fields';
import { conversationAttributesAt } from '../attributes/place';
import { toInbox } from '../messaging/destination';
import type { Draft } from '../messaging/draft';
import { messageExtras } from '../messaging/fields';
import { firstDraftFrom } from '../messaging/reading';
import type { ChatwootContext } from '../operation/types';
import type { ChatwootParameters } from '../parameters/parameters';
import { hintDifferences } from '../kinds/differences';
import { agentOnlyLocator, checkKnown, missingIn, teamLocator } from './assignment';
import { attributesAt, customAttributesAt, withTypes } from './attributes';
import { snoozedUntilField, statusAt, statusOptions } from './status';

/** A conversation to be opened, and its first message. */

export const NEW_ATTRIBUTES = conversationAttributesAt('additionalFields.customAttributes');

const ADDITIONAL = 'additionalFields.additionalAttributes';

export const newConversationFields = (description?: string): INodeProperties =>
	messageExtras(
		[
			additionalAttributesField('conversation'),
			agentOnlyLocator,
			customAttributesField('conversation'),
			{
				displayName: 'Mail Subject',
				name: 'mailSubject',
				type: 'string',
				default: '',
				description: 'The subject of the e-mails, in an e-mail inbox',
			},
			snoozedUntilField,
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				options: statusOptions,
				default: 'open',
				description:
					'The status to begin with: open, pending, resolved or snoozed. An inbox with an active bot makes it pending, a blocked contact resolved.',
			},
			teamLocator,
		],
		description,
	);

export interface ConversationDraft {
	fields: Partial<NewConversation>;
	assignee?: number;
	team?: number;
	/** The first message. */
	first?: Draft;
}

/** The fields of a new conversation, from the parameters; see `readyConversation`. */
export async function conversationDraftFrom(
	context: Pick<ChatwootContext, 'param' | 'file'>,
): Promise<ConversationDraft> {
	const { param } = context;
	const assignee = param.optionalId('additionalFields.assignee');
	const team = param.optionalId('additionalFields.team');
	const { status, until } = statusAt(param, 'additionalFields');
	const fields = withoutUndefined({
		status,
		// Here the server would silently drop unix seconds (chatwoot.md §17.5).
		snoozed_until: until?.toISOString(),
		custom_attributes: customAttributesAt(param, NEW_ATTRIBUTES.json),
		additional_attributes: additionalFrom(param),
		assignee_id: assignee,
		team_id: team,
	});
	const first = await firstDraftFrom(context);
	checkBeside(param, fields.additional_attributes, first?.files);
	return { fields, assignee, team, first };
}

function additionalFrom(param: ChatwootParameters): IDataObject | undefined {
	const additional = attributesAt(param, ADDITIONAL);
	const mail_subject = param.optionalText('additionalFields.mailSubject');
	return mail_subject === undefined ? additional : { ...additional, mail_subject };
}

export interface ReadyConversation {
	fields: Partial<NewConversation>;
	first?: MessageWithFiles;
}

/** The draft of a conversation as the server takes it, checked against the account. */
export async function readyConversation(
	{ param }: Pick<ChatwootContext, 'param'>,
	api: AccountApi,
	inbox: number,
	{ fields, assignee, team, first }: ConversationDraft,
): Promise<ReadyConversation> {
	await checkKnown(param, api, { assignee, team });
	const { custom_attributes: attributes } = fields;
	const custom_attributes = await withTypes(param, api, attributes, NEW_ATTRIBUTES.json);
	return {
		fields: withoutUndefined({ ...fields, custom_attributes }),
		first: await first?.for(api, toInbox(api, inbox)),
	};
}

/**
 * Says which fields a new conversation did not get: a bot of the inbox or a blocked contact decides
 * its status, and an inbox may be locked to a single conversation (chatwoot.md §5).
 */
export function hintLacks(
	hint: Hint,
	conversation: Conversation,
	{ fields }: ReadyConversation,
	draft: ConversationDraft,
): void {
	const missing = missingIn(conversation, draft);
	if (missing) hint(missing, 'warning');
	hintDifferences(hint, `conversation ${conversation.id}`, fields, conversation);
}

/**
 * With files, everything goes in a form, where every value becomes text; additional attributes
 * cannot be corrected later (chatwoot.md §13 Multipart).
 */
function checkBeside(
	param: ChatwootParameters,
	additional: IDataObject = {},
	files: FilePart[] = [],
): void {
	const [key] = Object.entries(additional).find(([, value]) => !isText(value)) ?? [];
	if (files.length === 0 || key === undefined) return;
	param.refuse(
		ADDITIONAL,
		`has a value under ${quote(key)} that is no text, which does not go with attachments`,
		'Upload the files before with File > Upload, and give their Upload IDs.',
	);
}

/** Whether a value is a text, or a list or an object of texts. */
function isText(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return typeof value === 'string';
	const parts: unknown[] = Object.values(value);
	return parts.length > 0 && parts.every(isText);
}
