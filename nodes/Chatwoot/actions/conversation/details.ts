import type { IDataObject } from 'n8n-workflow';
import { problemOfAttributes } from '../../api/content';
import { STATUSES } from '../../api/conversations';
import type { NewConversation } from '../../api/conversations';
import type { NewMessage } from '../../api/messages';
import type { ChatwootParameters } from '../parameters';
import { messageFrom } from '../text';

/** The first message, if a text was given. */
export function firstMessageFrom(param: ChatwootParameters): NewMessage | undefined {
	const message = messageFrom(param, 'message');
	return message.content === undefined ? undefined : message;
}

/** Status and end of a snooze. A date alone means snoozed; a date with another status is a mistake. */
export function statusFrom(
	param: ChatwootParameters,
): Pick<NewConversation, 'status' | 'snoozed_until'> {
	const status = param.optionalChoice('additionalFields.status', STATUSES);
	const until = param.optionalDate('additionalFields.snoozedUntil');
	if (until === undefined) return status === undefined ? {} : { status };
	const path = 'additionalFields.snoozedUntil';
	if (until.getTime() <= Date.now()) {
		param.refuse(
			path,
			`is in the past: ${until.toISOString()}`,
			'A snooze has to end in the future.',
		);
	}
	if (status !== undefined && status !== 'snoozed') {
		param.refuse(
			path,
			`does not go with the status ${status}`,
			'Set the status to Snoozed or leave the date out.',
		);
	}
	// Unix seconds would be dropped silently here (chatwoot-api.md §17.5).
	return { status: 'snoozed', snoozed_until: until.toISOString() };
}

/** Attributes that the server would refuse with 422 or 500 are refused here. */
export function attributesFrom(
	param: ChatwootParameters,
): Pick<NewConversation, 'custom_attributes' | 'additional_attributes'> {
	const custom = checked(param, 'additionalFields.customAttributes');
	const additional = checked(param, 'additionalFields.additionalAttributes');
	const mail_subject = param.optionalText('additionalFields.mailSubject');
	const all = mail_subject === undefined ? additional : { ...additional, mail_subject };
	return {
		...(custom && { custom_attributes: custom }),
		...(all && { additional_attributes: all }),
	};
}

function checked(param: ChatwootParameters, path: string): IDataObject | undefined {
	const attributes = param.optionalObject(path);
	if (!attributes || Object.keys(attributes).length === 0) return undefined;
	const problem = problemOfAttributes(attributes);
	return problem ? param.refuse(path, problem) : attributes;
}
