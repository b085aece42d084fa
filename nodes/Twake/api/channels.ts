import type { IDataObject } from 'n8n-workflow';
import type { Requester, Result } from '../../shared/request';
import { inside, objectWith } from '../../shared/answers';
import { done, resource, resources } from './answers';
import { DIRECT } from './ids';
import { PAGE_SIZE } from './paging';
import type { ChannelPlace, WorkspacePlace } from './places';

export interface Channel extends IDataObject {
	id: string;
	company_id: string;
	workspace_id: string;
	name: string;
	icon?: string;
	visibility: 'public' | 'private' | 'direct';
	/** Ids of the people in a direct channel. */
	members: string[];
	/** Ids of the applications that are sent its messages. */
	connectors: string[];
	/** The membership of the application; null when it is not a member. */
	user_member?: IDataObject | null;
}

export interface NewChannel extends IDataObject {
	name: string;
	visibility: 'public' | 'private';
	icon?: string;
	description?: string;
}

/** A direct channel, and which of its people do not exist. */
export interface DirectChannel {
	place: ChannelPlace;
	strangers: string[];
}

/** Channels of a workspace (twake.md §8). */
export class ChannelsApi {
	private readonly known = new Map<string, Promise<Result<Channel>>>();
	/** Workspaces known to have channels. */
	private readonly settled = new Set<string>();
	private readonly direct = new Map<string, Promise<DirectChannel>>();

	constructor(private readonly requester: Requester) {}

	/** One page of a workspace's channels, including private ones. Here `next_page_token` works. */
	async page(
		place: WorkspacePlace,
		page: { limit: number; token?: string },
	): Promise<{ channels: Channel[]; next?: string }> {
		const { resources: channels, next_page_token } = await this.requester.send({
			answer: objectWith<{ resources: Channel[]; next_page_token?: string }>('resources'),
			method: 'GET',
			path: channelsOf(place),
			query: { limit: page.limit, page_token: page.token },
			hint: 'The company or the workspace ID may be wrong.',
		});
		return { channels, next: next_page_token || undefined };
	}

	/**
	 * Whether a workspace has any channel, requested once per execution. A workspace that does not
	 * exist has none, but Twake would still create channels in it, where nobody sees them (twake.md
	 * §8).
	 */
	async hasAny(place: WorkspacePlace): Promise<boolean> {
		const key = channelsOf(place);
		if (!this.settled.has(key)) {
			const { channels } = await this.page(place, { limit: 1 });
			if (channels.length === 0) return false;
			this.settled.add(key);
		}
		return true;
	}

	/** All channels of a workspace, page by page. */
	async *list(place: WorkspacePlace): AsyncGenerator<Channel> {
		let token: string | undefined;
		do {
			const { channels, next } = await this.page(place, { limit: PAGE_SIZE, token });
			yield* channels;
			token = channels.length > 0 && next !== token ? next : undefined;
		} while (token !== undefined);
	}

	/**
	 * The channel, requested once per execution. When the workspace has no such channel, the problem
	 * is a 404: Twake itself would accept a message for it and lose it (twake.md §3).
	 */
	async get(place: ChannelPlace): Promise<Result<Channel>> {
		const path = pathOf(place);
		const known = this.known.get(path);
		if (known) return await known;
		const asked = this.requester.attempt<Channel>({ method: 'GET', path, answer: resource });
		this.known.set(path, asked);
		const result = await asked;
		if ('error' in result) this.known.delete(path);
		return result;
	}

	async create(place: WorkspacePlace, channel: NewChannel): Promise<Channel> {
		return await this.requester.send<Channel>({
			answer: resource,
			method: 'POST',
			path: channelsOf(place),
			body: { resource: channel },
		});
	}

	/**
	 * The direct channel of the application with these people; opened if there is none yet, once per
	 * execution. Twake also opens one with people who do not exist, which its members show (twake.md
	 * §8).
	 */
	async openDirect(company: string, users: string[]): Promise<DirectChannel> {
		const key = [company, ...[...users].sort()].join();
		const known = this.direct.get(key) ?? this.open(company, users);
		this.direct.set(key, known);
		return await known.catch((failure: unknown) => {
			this.direct.delete(key);
			throw failure;
		});
	}

	private async open(company: string, users: string[]): Promise<DirectChannel> {
		const { id } = await this.createDirect(company, users);
		const place = { company, workspace: DIRECT, channel: id };
		const there = (await this.members(place)).map(({ user_id: user }) => user);
		return { place, strangers: users.filter((user) => !there.includes(user)) };
	}

	private async createDirect(company: string, members: string[]): Promise<Channel> {
		const direct = { workspace_id: DIRECT, visibility: DIRECT, channel_group: '' };
		return await this.requester.send<Channel>({
			answer: resource,
			method: 'POST',
			path: channelsOf({ company, workspace: DIRECT }),
			body: { options: { members }, resource: direct },
			hint: 'One of the users may not exist in this company.',
		});
	}

	/**
	 * Makes the application or a user a member of a public channel; repeating it has no effect
	 * (twake.md §6).
	 */
	async join(place: ChannelPlace, user: string): Promise<Result<IDataObject>> {
		return await this.requester.attempt({
			answer: inside('resource', objectWith<IDataObject>()),
			method: 'POST',
			path: `${pathOf(place)}/members`,
			body: { resource: { user_id: user } },
		});
	}

	async leave(place: ChannelPlace, user: string): Promise<void> {
		const path = `${pathOf(place)}/members/${user}`;
		await this.requester.send({ method: 'DELETE', path, answer: done });
	}

	/** Members with their full `user` objects. */
	async members(place: ChannelPlace): Promise<IDataObject[]> {
		return await this.requester.send<IDataObject[]>({
			answer: resources,
			method: 'GET',
			path: `${pathOf(place)}/members`,
		});
	}
}

function channelsOf({ company, workspace }: WorkspacePlace): string {
	return `/api/channels/v1/companies/${company}/workspaces/${workspace}/channels`;
}

function pathOf(place: ChannelPlace): string {
	return `${channelsOf(place)}/${place.channel}`;
}
