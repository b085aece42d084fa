import type { Requester } from '../http/call';
import type { State } from '../state/state';

export interface View {
	state: State;
	/** The reader: their own events carry their transaction ID. */
	requester: Requester;
	/** Adds the membership that the reader had then. */
	membership?: boolean;
	/** Leaves out the transaction ID. */
	withoutKeys?: boolean;
	/** Adds edits and threads. */
	bundles?: boolean;
}
