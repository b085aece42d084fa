import { holds } from '../../api/content';
import { readChange } from '../content/draft';
import { contentFields, editableFields } from '../content/fields';
import { message } from '../kinds/message';
import { threadKey } from '../kinds/thread';
import { operation } from '../operation/operation';
import { posted } from '../posting/posts';

export const updateMessage = operation({
	name: 'Update',
	value: 'update',
	action: 'Update a message',
	description: 'Change a message that the application posted',
	inLegacyApi: true,
	on: message,
	fields: contentFields,
	additional: editableFields,
	joins: true,
	simplify: posted.simplify,
	raw: posted.raw,
	orderKey: threadKey,
	read: readChange,
	async act({ posts, place, given: change, join, refuse }) {
		const result = await posts.update(place, change, join);
		if (holds(result.message, change)) return result;
		return refuse(
			'message',
			'was not changed',
			'Twake changes only messages of the application itself and answers as if it had; this one is somebody else’s.',
		);
	},
});
