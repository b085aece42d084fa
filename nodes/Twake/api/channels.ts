import type { IDataObject } from 'n8n-workflow';
import type { Requester, Result } from '../../shared/request';
import type { ChannelPlace } from './threads';

export interface Channel extends IDataObject {
	id: string;
	name: string;
	icon?: string;
	visibility: 'public' | 'private' | 'direct';
}

/** Channels of a workspace (twake-api.md §8). */
export class ChannelsApi {
	private readonly known = new Map<string, Promise<Result<{ resource: Channel }>>>();

	constructor(private readonly requester: Requester) {}

	/** One page of a workspace's channels, private ones too. `next_page_token` is usable here. */
	async list(
		company: string,
		workspace: string,
		page: { limit: number; token?: string },
	): Promise<{ channels: Channel[]; next?: string }> {
		const answer = await this.requester.send<{
			resources: Channel[];
			next_page_token?: string;
		}>({
			method: 'GET',
			path: `/api/channels/v1/companies/${company}/workspaces/${workspace}/channels`,
			query: { limit: page.limit, page_token: page.token },
			hint: 'The company or the workspace ID may be wrong.',
		});
		return { channels: answer.resources, next: answer.next_page_token || undefined };
	}

	/**
	 * What this channel is, asked once per execution. The problem, when there is no such channel in
	 * this workspace, is a 404: Twake itself would take a message to it and lose it (§3).
	 */
	async get({ company, workspace, channel }: ChannelPlace): Promise<Result<{ resource: Channel }>> {
		const path = `/api/channels/v1/companies/${company}/workspaces/${workspace}/channels/${channel}`;
		const known = this.known.get(path);
		if (known) return await known;
		const asked = this.requester.attempt<{ resource: Channel }>({ method: 'GET', path });
		this.known.set(path, asked);
		const result = await asked;
		if ('error' in result) this.known.delete(path);
		return result;
	}
}
