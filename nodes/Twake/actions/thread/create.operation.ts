import type { INodeProperties } from 'n8n-workflow';
import { readMessage } from '../content/draft';
import { contentFields, rarerContentFields } from '../content/fields';
import { channel } from '../kinds/channel';
import { checkChannelField, mayCheck, visibilityOf } from '../kinds/existing-channel';
import { operation } from '../operation/operation';
import { posted } from '../posting/posts';

const furtherChannels: INodeProperties = {
	displayName: 'Also Post In',
	name: 'furtherChannels',
	type: 'string',
	default: '',
	description:
		'IDs of further channels of the same workspace, separated by commas. All show the same thread: a reply in one appears in the others.',
};

export const createThread = operation({
	name: 'Create',
	value: 'create',
	action: 'Create a thread',
	description: 'Post a message as a new thread in a channel',
	inLegacyApi: true,
	on: channel,
	fields: contentFields,
	additional: [...rarerContentFields, furtherChannels, checkChannelField],
	simplify: posted.simplify,
	raw: posted.raw,
	read: (param, hint) => ({
		further: param.ids('additionalFields.furtherChannels'),
		isChecked: mayCheck(param),
		draft: readMessage(param, hint),
	}),
	async act(call) {
		const { posts, place, given } = call;
		const further = given.further.map((id) => ({ ...place, channel: id }));
		if (given.isChecked && !posts.checksChannels) {
			await visibilityOf(call, place);
			for (const each of further)
				await visibilityOf(call, each, 'additionalFields.furtherChannels');
		}
		return await posts.create([place, ...further], given.draft);
	},
});
