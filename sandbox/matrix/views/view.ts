import type { Requester } from '../http/call';
import type { State } from '../state/state';

export interface View {
	state: State;
	/** For whom: own events carry the key that they were sent under. */
	requester: Requester;
	/** Adds the membership that the reader had then. */
	membership?: boolean;
	/** Leaves out under which key it was sent. */
	withoutKeys?: boolean;
	/** Adds edits and threads. */
	bundles?: boolean;
}
