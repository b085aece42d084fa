import type { State } from './state/state';

/** Does what waits in the background; jobs may start jobs. */
export function runJobs(state: State): void {
	for (let job = state.jobs.shift(); job; job = state.jobs.shift()) job();
}
