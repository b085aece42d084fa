import type { Result } from '../../shared/request';
import type { AccountPlace } from './account-part';

/** How often a change is tried while another writer keeps undoing it. */
export const MAX_ROUNDS = 6;

/**
 * A change of something that the server can only replace as a whole: labels, attributes, members.
 */
export interface WholeChange<State> {
	/** The key of its lock, and its name in errors: `labels of contact 7`. */
	what: string;
	read(): Promise<State>;
	wantedFrom(before: State): State;
	isSame(one: State, other: State): boolean;
	/** Replaces the whole. */
	write(wanted: State): Promise<Result>;
	/** How the error shows the current state. */
	shown(state: State): string;
}

/**
 * Repeats a change until a read shows it. The server has no locks, and answers each of two writers
 * with that writer's own view (chatwoot.md §16). So writers in this process take turns, and what
 * another program undoes between our read and write is done again, starting from what it left.
 */
export async function changeWhole<State>(
	{ requester, turns }: AccountPlace,
	change: WholeChange<State>,
): Promise<{ state: State; changed: boolean }> {
	const { what, read, wantedFrom, isSame, write, shown } = change;
	return await turns.take([what], async () => {
		let state = await read();
		for (let round = 0; round < MAX_ROUNDS; round++) {
			const wanted = wantedFrom(state);
			if (isSame(wanted, state)) return { state, changed: round > 0 };
			const result = await write(wanted);
			// No reason to give up when the answer was lost: the next read tells whether it was done.
			if ('error' in result && !result.problem.uncertain) throw result.error;
			state = await requester.afterWriting(read);
			if ('error' in result && !isSame(wantedFrom(state), state)) throw result.error;
		}
		if (isSame(wantedFrom(state), state)) return { state, changed: true };
		throw requester.error({
			message: `The ${what} could not be changed: someone else keeps changing them`,
			description: `After ${MAX_ROUNDS} tries there are: ${shown(state)}. Let only one workflow or automation at a time change them.`,
		});
	});
}
