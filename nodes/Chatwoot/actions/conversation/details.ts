import type { NewConversation } from '../../api/conversations';
import type { NewMessage } from '../../api/messages';
import type { ChatwootParameters } from '../parameters';
import { messageFrom } from '../text';
import { attributesAt, customAttributesAt } from './attributes';
import { statusAt } from './status';

/** The first message, if a text was given. */
export function firstMessageFrom(param: ChatwootParameters): NewMessage | undefined {
	const message = messageFrom(param, 'message');
	return message.content === undefined ? undefined : message;
}

/** Status and end of a snooze as creating a conversation wants them. */
export function statusFrom(
	param: ChatwootParameters,
): Pick<NewConversation, 'status' | 'snoozed_until'> {
	const { status, until } = statusAt(param, 'additionalFields');
	// Unix seconds would be dropped silently here (chatwoot-api.md §17.5).
	return { ...(status && { status }), ...(until && { snoozed_until: until.toISOString() }) };
}

/** Where the custom attributes of a new conversation stand as JSON. */
export const CUSTOM_ATTRIBUTES = 'additionalFields.customAttributes';

/** Attributes that the server would refuse with 422 or 500 are refused here. */
export function attributesFrom(
	param: ChatwootParameters,
): Pick<NewConversation, 'custom_attributes' | 'additional_attributes'> {
	const custom = customAttributesAt(param, CUSTOM_ATTRIBUTES);
	const additional = attributesAt(param, 'additionalFields.additionalAttributes');
	const mail_subject = param.optionalText('additionalFields.mailSubject');
	const all = mail_subject === undefined ? additional : { ...additional, mail_subject };
	return {
		...(custom && { custom_attributes: custom }),
		...(all && { additional_attributes: all }),
	};
}
