import { take } from '../../../shared/pages';
import type { ThreadPlace } from '../../api/places';
import type { Part } from '../operation/parameters';
import { channel } from './channel';
import { kind } from './kind';
import { PICKED, pickableMessages } from './messages-to-pick';

const LOCATORS: Part[] = ['thread', 'channel', 'workspace', 'company'];

const forTheList = 'Only needed to pick the thread from the list';
const DESCRIPTIONS: Record<string, string> = {
	channel: `${forTheList}, and with the legacy API`,
	workspace: forTheList,
};

/** Where threads are; only the list needs channel and workspace. */
const within = channel.fields.map((field) => ({
	...field,
	description: DESCRIPTIONS[field.name] ?? field.description,
}));

export const thread = kind<ThreadPlace & { channel?: string }>({
	noun: 'thread',
	many: 'threads',
	description:
		'The ID that Thread > Create gives back, the same as the ID of the first message, or the address of the thread from the browser. Fill in the channel below to pick it from the list.',
	url: '/w/.../c/.../t/...',
	usually: 'id',
	within,
	read(param) {
		const id = param.part('thread', LOCATORS);
		const place = { company: param.company(LOCATORS), thread: id };
		// The legacy API needs the channel in every call (twake.md §11).
		return param.server.isLegacy ? { ...place, channel: param.part('channel', LOCATORS) } : place;
	},
	/** The channel's most recently active threads, filtered by their first message. */
	async list({ twake, param, filter }) {
		const place = await twake.application.withCompany(channel.read(param));
		return pickableMessages(await take(twake.threads.feed(place), PICKED), filter);
	},
});

/**
 * The key by which items on one thread keep their order: Twake stores parallel changes in any
 * order, and has no lock (twake.md §6).
 */
export function threadKey({ thread: id }: ThreadPlace): string {
	return id;
}
