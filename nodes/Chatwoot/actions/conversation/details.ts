import type { FilePart } from '../../../shared/multipart';
import { quote } from '../../../shared/text';
import type { NewConversation } from '../../api/conversations';
import type { ChatwootParameters } from '../parameters/parameters';
import { attributesAt, customAttributesAt } from './attributes';
import { statusAt } from './status';

/** Status and end of a snooze as creating a conversation wants them. */
export function statusFrom(
	param: ChatwootParameters,
): Pick<NewConversation, 'status' | 'snoozed_until'> {
	const { status, until } = statusAt(param, 'additionalFields');
	// Unix seconds would be dropped silently here (chatwoot.md §17.5).
	return { ...(status && { status }), ...(until && { snoozed_until: until.toISOString() }) };
}

/** Where the custom attributes of a new conversation stand as JSON. */
export const CUSTOM_ATTRIBUTES = 'additionalFields.customAttributes';

const ADDITIONAL = 'additionalFields.additionalAttributes';

/** Attributes that the server would refuse with 422 or 500 are refused here. */
export function attributesFrom(
	param: ChatwootParameters,
): Pick<NewConversation, 'custom_attributes' | 'additional_attributes'> {
	const custom = customAttributesAt(param, CUSTOM_ATTRIBUTES);
	const additional = attributesAt(param, ADDITIONAL);
	const mail_subject = param.optionalText('additionalFields.mailSubject');
	const all = mail_subject === undefined ? additional : { ...additional, mail_subject };
	return {
		...(custom && { custom_attributes: custom }),
		...(all && { additional_attributes: all }),
	};
}

/**
 * Files go in a form, where every value becomes text, and additional attributes cannot be changed
 * later (chatwoot.md §13 Multipart).
 */
export function checkBeside(
	param: ChatwootParameters,
	{ additional_attributes = {} }: Pick<NewConversation, 'additional_attributes'>,
	files: FilePart[] = [],
): void {
	const [key] = Object.entries(additional_attributes).find(([, value]) => !isText(value)) ?? [];
	if (files.length === 0 || key === undefined) return;
	param.refuse(
		ADDITIONAL,
		`has a value under ${quote(key)} that is no text, which does not go with attachments`,
		'Upload the files before with File > Upload, and give their Upload IDs.',
	);
}

/** Text, or a list or an object of texts. */
function isText(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return typeof value === 'string';
	const parts: unknown[] = Object.values(value);
	return parts.length > 0 && parts.every(isText);
}
