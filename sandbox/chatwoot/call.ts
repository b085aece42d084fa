import type { EventEmitter } from 'node:events';
import * as cast from './http/cast';
import { missing, notFound, serverError, unauthorized } from './http/errors';
import type { Param, Params } from './http/params';
import { isParams, merge } from './http/params';
import type { Incoming } from './http/request';
import { membersOfTeam, membershipOf, membersOfInbox } from './state/access';
import type { State } from './state/state';
import type { Account, Bot, Conversation, Inbox, Membership, User } from './state/types';

export type Person = { kind: 'user'; user: User } | { kind: 'bot'; bot: Bot };

/**
 * Columns that every model has: they too are wrapped, and then not permitted (chatwoot.md [240]).
 */
const EVERY_MODEL = ['id', 'account_id', 'created_at', 'updated_at'];

/** One request on its way through a controller: who asks, in which account, with which parameters. */
export class Call {
	readonly params: Params;

	constructor(
		readonly state: State,
		readonly request: Incoming,
		readonly path: Record<string, string>,
		readonly person?: Person,
		readonly currentAccount?: Account,
		readonly membership?: Membership,
	) {
		this.params = merge(request.query, request.body, path);
	}

	get events(): EventEmitter {
		return this.state.events;
	}

	get account(): Account {
		if (!this.currentAccount) throw serverError('no account');
		return this.currentAccount;
	}

	/** The person behind the token; bots reach no controller that asks for it. */
	get user(): User {
		if (this.person?.kind !== 'user') throw serverError('no user');
		return this.person.user;
	}

	get isAdmin(): boolean {
		return this.membership?.role === 'administrator';
	}

	/** An id in the path: digits up to the first other character (chatwoot.md [116]). */
	id(name = 'id'): number | undefined {
		return cast.id(this.path[name]);
	}

	has(name: string): boolean {
		return name in this.params;
	}

	/** A permitted scalar parameter; undefined if it is absent or not a scalar. */
	scalar(name: string): string | number | boolean | null | undefined {
		return cast.scalar(this.params[name]);
	}

	text(name: string): string | null {
		return cast.text(this.params[name]);
	}

	/**
	 * `params.require(key)`: the nested object, or for JSON the flat body with the columns that the
	 * model has. Missing is 422, text or a list 500 (chatwoot.md [113]).
	 */
	wrapped(key: string, columns: readonly string[]): Params {
		let value: Param | undefined = this.params[key];
		if (!(key in this.params) && this.request.isJson) {
			const entries = Object.entries(this.request.body).filter(([name]) =>
				[...columns, ...EVERY_MODEL].includes(name),
			);
			value = Object.fromEntries(entries);
		}
		if (cast.isBlank(value)) throw missing(key);
		if (!isParams(value)) throw serverError(`undefined method 'permit' for ${key}`);
		return value;
	}

	/** The row of the current account with this id, else 404. */
	find<T extends { id: number; account_id: number | null }>(
		table: { get(id: number | undefined): T | undefined },
		id: number | undefined,
	): T {
		const row = table.get(id);
		if (row?.account_id !== this.account.id) throw notFound();
		return row;
	}

	canSeeInbox(inbox: Inbox): boolean {
		if (this.person?.kind === 'bot') return true;
		return this.isAdmin || membersOfInbox(this.state, inbox.id).includes(this.user.id);
	}

	requireInbox(inbox: Inbox): void {
		if (!this.canSeeInbox(inbox)) throw unauthorized();
	}

	/**
	 * A record of another account that a controller finds by accident: no access (chatwoot.md [292]).
	 */
	requireForeign(): never {
		throw unauthorized();
	}

	/**
	 * Opened by id: members of the inbox or of the team, administrators and bots (chatwoot.md [470]).
	 */
	canSeeConversation(conversation: Conversation): boolean {
		if (this.person?.kind === 'bot' || this.isAdmin) return true;
		const me = this.user.id;
		if (membersOfInbox(this.state, conversation.inbox_id).includes(me)) return true;
		if (conversation.team_id === null) return false;
		return membersOfTeam(this.state, conversation.team_id).includes(me);
	}

	/** The conversation of the path; unknown 404, no access 401. */
	conversation(name = 'conversation_id'): Conversation {
		const wanted = this.id(name);
		const found = this.state.conversations.find(
			(row) => row.display_id === wanted && row.account_id === this.account.id,
		);
		if (!found) throw notFound();
		if (!this.canSeeConversation(found)) throw unauthorized();
		return found;
	}

	requireAdmin(): void {
		if (!this.isAdmin) throw unauthorized();
	}

	memberId(userId: number | undefined): number | undefined {
		if (userId === undefined) return undefined;
		return membershipOf(this.state, userId, this.account.id)?.user_id;
	}
}
