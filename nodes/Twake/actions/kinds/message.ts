import type { INodeProperties } from 'n8n-workflow';
import { take } from '../../../shared/pages';
import { SEARCHED_MESSAGES } from '../../api/keyed-threads';
import type { MessagePlace } from '../../api/places';
import type { Target } from '../operation/operation';
import type { TwakeParameters } from '../operation/parameters';
import { kind } from './kind';
import { PICKED, pickableMessages } from './messages-to-pick';
import { thread } from './thread';

export const message = kind<MessagePlace & { channel?: string }>({
	noun: 'message',
	many: 'messages',
	description:
		'The message in the thread: the ID from the output of the node that posted or read it. The first message has the ID of the thread, and is taken when this stays empty.',
	of: thread.locator,
	within: thread.fields.slice(1),
	read(param) {
		const place = thread.read(param);
		return { ...place, message: param.optionalId('message') ?? place.thread };
	},
	/** The newest messages of the thread. */
	async list({ twake, param, filter }) {
		const place = await twake.application.withCompany(thread.read(param));
		return pickableMessages(await take(twake.messages.list(place, 'newest'), PICKED), filter);
	},
});

const [threadField, ownField, ...placeFields] = message.fields;

const keyInsteadField: INodeProperties = {
	displayName: 'Message Key',
	name: 'messageKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. order shipped',
	description: `Instead of the message: the key with which Thread > Create or Reply posted it. It is looked for in the newest ${SEARCHED_MESSAGES} messages of the thread.`,
};

export type KeyedPlace = MessagePlace & { channel?: string; key?: string };

/** A message by its ID, or by the key with which the application posted it. */
export const messageOrKey: Target<KeyedPlace> = {
	fields: [threadField, ownField, keyInsteadField, ...placeFields],
	read(param) {
		const place = message.read(param);
		const key = keyFrom(param);
		return key === undefined ? place : { ...place, key };
	},
};

function keyFrom(param: TwakeParameters): string | undefined {
	const path = 'messageKey';
	const key = param.optionalText(path)?.trim();
	if (key === undefined) {
		// An empty message means the first one: that is not what an expression without a value wants.
		if (String(param.raw(path)).trim() === '') return undefined;
		return param.refuse(path, 'is empty', 'Check the expression in it.');
	}
	if (param.optionalId('message') !== undefined) {
		param.refuse(path, 'does not go with a Message', 'Leave one of them empty.');
	}
	return key;
}
