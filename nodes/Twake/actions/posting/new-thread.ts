import { randomUUID } from 'crypto';
import type { INodeProperties } from 'n8n-workflow';
import { readMessage } from '../content/draft';
import { contentFields, rarerContentFields } from '../content/fields';
import { channel } from '../kinds/channel';
import { checkChannelField, mayCheck, visibilityOf } from '../kinds/existing-channel';
import type { Operation } from '../operation/context';
import { operation } from '../operation/operation';
import type { OperationWords } from '../../../shared/operation';
import type { TwakeParameters } from '../operation/parameters';
import { posted } from './posts';
import type { MessageDraft } from './posts';

const furtherChannels: INodeProperties = {
	displayName: 'Also Post In',
	name: 'furtherChannels',
	type: 'string',
	default: '',
	description:
		'IDs of further channels of the same workspace, separated by commas. All show the same thread: a reply in one appears in the others.',
};

const ephemeralField: INodeProperties = {
	displayName: 'Ephemeral (Legacy API Only)',
	name: 'ephemeral',
	type: 'boolean',
	default: false,
	description:
		'Whether the message is shown to those who have the channel open and not stored. With the application API, reply in a thread with Only Visible To User ID instead.',
};

/**
 * An operation that posts a message as a new thread, for the different names under which people
 * look for it.
 */
export function postingInChannel(words: OperationWords): Operation {
	return operation({
		...words,
		inLegacyApi: true,
		on: channel,
		fields: contentFields,
		additional: [...rarerContentFields, furtherChannels, ephemeralField, checkChannelField],
		simplify: posted.simplify,
		raw: posted.raw,
		read: (param, hint) => ({
			further: param.ids('additionalFields.furtherChannels'),
			isChecked: mayCheck(param),
			draft: { ...readMessage(param, hint), ...readEphemeral(param) },
		}),
		async act(call) {
			const { posts, place, input } = call;
			const further = input.further.map((id) => ({ ...place, channel: id }));
			if (input.isChecked && !posts.checksChannels) {
				await visibilityOf(call, place);
				for (const each of further)
					await visibilityOf(call, each, 'additionalFields.furtherChannels');
			}
			return await posts.create([place, ...further], input.draft);
		},
	});
}

/**
 * The application API answers such a message without an id, so nobody could withdraw it (twake.md
 * §5).
 */
function readEphemeral(param: TwakeParameters): Pick<MessageDraft, 'ephemeral'> {
	if (!param.boolean('additionalFields.ephemeral')) return {};
	if (param.server.isLegacy) return { ephemeral: { id: randomUUID() } };
	return param.refuse(
		'additionalFields.ephemeral',
		'is for the legacy API',
		'Switch it off, and reply in a thread with Only Visible To User ID instead.',
	);
}
