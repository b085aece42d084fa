import type { IDataObject } from 'n8n-workflow';
import { CONTENT_TYPES, problemOfItems } from '../../api/content';
import type { NewMessage } from '../../api/messages';
import type { ChatwootParameters } from '../parameters';
import { messageFrom } from '../text';

/** What stands in the parameters, checked: all that the server swallows silently is refused here. */
export function newMessage(param: ChatwootParameters, replyTo?: number): NewMessage {
	const message = messageFrom(param, 'content');
	const attributes: IDataObject = {
		...param.optionalObject('additionalFields.contentAttributes'),
		...(replyTo !== undefined && { in_reply_to: replyTo }),
	};
	const type = param.optionalChoice('contentType', CONTENT_TYPES) ?? 'text';
	if (type !== 'text') {
		const items = param.optionalList('items') ?? attributes.items;
		const problem = problemOfItems(type, items);
		if (problem) param.refuse('items', problem);
		attributes.items = items as IDataObject[];
		message.content_type = type;
	}
	if (Object.keys(attributes).length > 0) message.content_attributes = attributes;
	return message;
}
