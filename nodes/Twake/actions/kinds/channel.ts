import { narrowed } from '../../../shared/locator';
import type { Channel } from '../../api/channels';
import type { ChannelPlace, WorkspacePlace } from '../../api/places';
import type { Part, TwakeParameters } from '../operation/parameters';
import { refuseWorkspace } from './existing-workspace';
import { kind } from './kind';
import { workspace } from './workspace';

/** How many channels a page of the picker has. */
const PAGE = 100;

const LOCATORS: Part[] = ['channel', 'workspace', 'company'];

export const channel = kind<ChannelPlace>({
	noun: 'channel',
	many: 'channels',
	description:
		'Paste the address that the browser shows when the channel is open. Without it, fill in the workspace below, then pick the channel or enter its ID.',
	url: '/w/.../c/...',
	usually: 'url',
	within: workspace.fields,
	read(param) {
		// The channel first, because its address is the one that people paste.
		const id = param.part('channel', LOCATORS);
		const place = { company: param.company(LOCATORS), channel: id };
		// The legacy API does not need the workspace (twake.md §11).
		if (param.server.isLegacy) return { ...place, workspace: '' };
		return { ...place, workspace: param.part('workspace', LOCATORS) };
	},
	/** Twake has no search, so each page is filtered here. */
	async list({ twake, param, filter, token }) {
		const place = await twake.application.withCompany(workspaceOf(param));
		const { channels, next } = await twake.channels.page(place, { limit: PAGE, token });
		if (channels.length === 0 && token === undefined)
			refuseWorkspace({ refuse: (...problem) => param.refuse(...problem) });
		const items = channels.map((each) => ({ name: shownName(each), value: each.id }));
		return { ...narrowed(items, filter), paginationToken: next };
	},
});

/** The workspace whose channels to list; the pasted address of a channel names it too. */
function workspaceOf(param: TwakeParameters): WorkspacePlace {
	return {
		company: param.company(LOCATORS),
		workspace: param.part('workspace', LOCATORS),
	};
}

function shownName({ name, icon, visibility }: Channel): string {
	return `${icon ? `${icon} ` : ''}${name}${visibility === 'private' ? ' (private)' : ''}`;
}
