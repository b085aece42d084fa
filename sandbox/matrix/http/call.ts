import type { Server } from '../context';
import type { State } from '../state/state';
import type { Json, Session, User } from '../state/types';
import { readObject } from './body';
import type { Query } from './query';

/** The caller: a user's device, or an application service as one of its users. */
export interface Requester {
	user: User;
	device?: string;
	session: Session;
}

/** A request on its way through a route. */
export class Call {
	constructor(
		readonly server: Server,
		readonly method: string,
		readonly path: string,
		readonly params: Record<string, string>,
		readonly query: Query,
		readonly headers: Record<string, string | undefined>,
		readonly bytes: Buffer,
		private readonly who: Requester | undefined,
		/** Aborts when the caller hangs up. */
		readonly gone: AbortSignal,
	) {}

	get state(): State {
		return this.server.state;
	}

	get requester(): Requester {
		if (!this.who) throw new Error(`${this.path} has no requester`);
		return this.who;
	}

	get user(): User {
		return this.requester.user;
	}

	get me(): string {
		return this.user.id;
	}

	/** Its body as a JSON object, which is required. */
	readonly body = (): Json => readObject(this.bytes);

	readonly bodyOrNothing = (): Json => readObject(this.bytes, true);
}
