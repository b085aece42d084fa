import type { IDataObject } from 'n8n-workflow';
import { inside, listOf, nothing, record } from '../../shared/answers';
import type { Answer } from '../../shared/answers';
import type { Requester, Result } from '../../shared/request';
import type { Agent } from './types';

/**
 * The agents who are members of an inbox or a team, or follow a conversation (chatwoot.md §5,
 * chatwoot.md §9). User ids go as JSON numbers: an id as text counts as somebody else.
 */
export class MembersApi {
	constructor(
		private readonly requester: Requester,
		/** Where the members are read. */
		private readonly readPath: string,
		/** Where they are written. */
		private readonly writePath: string = readPath,
		/** What else a writing has to say. */
		private readonly place: IDataObject = {},
	) {}

	async list(): Promise<Agent[]> {
		return await this.requester.send({ method: 'GET', path: this.readPath, answer: members });
	}

	/** Adds agents; who is a member already stays one. */
	async add(users: number[]): Promise<Result<void>> {
		return await this.write('POST', users);
	}

	/** Makes these agents the only members. */
	async set(users: number[]): Promise<Result<void>> {
		return await this.write('PATCH', users);
	}

	/** Takes agents out; who is no member does not matter. */
	async remove(users: number[]): Promise<Result<void>> {
		return await this.write('DELETE', users);
	}

	/** The answers differ (all members, only the new ones, nothing): the list tells how it is now. */
	private async write(method: 'POST' | 'PATCH' | 'DELETE', users: number[]): Promise<Result<void>> {
		const body = { ...this.place, user_ids: users };
		const answer: Answer<unknown> = method === 'DELETE' ? nothing : members;
		const result = await this.requester.attempt({ method, path: this.writePath, body, answer });
		return 'error' in result ? result : { body: undefined };
	}
}

/** Bare for teams and conversations, in an envelope for inboxes. */
function members(body: unknown): Agent[] {
	const list = listOf<Agent>(record);
	return Array.isArray(body) ? list(body) : inside('payload', list)(body);
}
