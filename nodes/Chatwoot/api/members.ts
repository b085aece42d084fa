import type { IDataObject } from 'n8n-workflow';
import { inside, listOf, nothing, record } from '../../shared/answers';
import type { Answer } from '../../shared/answers';
import type { Requester, Result } from '../../shared/request';
import type { Agent } from './types';

/**
 * The agents who are members of an inbox or a team, or follow a conversation (chatwoot.md §5,
 * chatwoot.md §9). User ids are sent as JSON numbers: as text, the server takes them for another
 * user.
 */
export class MembersApi {
	constructor(
		private readonly requester: Requester,
		/** The path for reading members. */
		private readonly readPath: string,
		/** The path for writing them. */
		private readonly writePath: string = readPath,
		/** Further fields for the body of each write. */
		private readonly place: IDataObject = {},
	) {}

	async list(): Promise<Agent[]> {
		return await this.requester.send({ method: 'GET', path: this.readPath, answer: members });
	}

	/** Adds agents; existing members stay. */
	async add(users: number[]): Promise<Result<void>> {
		return await this.write('POST', users);
	}

	/** Makes these agents the only members. */
	async set(users: number[]): Promise<Result<void>> {
		return await this.write('PATCH', users);
	}

	/** Removes agents; those who are not members are ignored. */
	async remove(users: number[]): Promise<Result<void>> {
		return await this.write('DELETE', users);
	}

	/**
	 * The answers differ (all members, only the new ones, nothing), so the list is read afterwards.
	 */
	private async write(method: 'POST' | 'PATCH' | 'DELETE', users: number[]): Promise<Result<void>> {
		const body = { ...this.place, user_ids: users };
		const answer: Answer<unknown> = method === 'DELETE' ? nothing : members;
		const result = await this.requester.attempt({ method, path: this.writePath, body, answer });
		return 'error' in result ? result : { body: undefined };
	}
}

/** Without an envelope for teams and conversations, in one for inboxes. */
function members(body: unknown): Agent[] {
	const list = listOf<Agent>(record);
	return Array.isArray(body) ? list(body) : inside('payload', list)(body);
}
