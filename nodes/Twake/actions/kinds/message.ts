import { take } from '../../../shared/pages';
import type { MessagePlace } from '../../api/places';
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
