import type { State } from './state/state';

/** Runs the waiting background jobs; jobs may start more jobs. */
export function runJobs(state: State): void {
	for (let job = state.jobs.shift(); job; job = state.jobs.shift()) job();
}
