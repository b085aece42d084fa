import { existsSync, readFileSync } from 'node:fs';

/** A line of what pnpm writes with `--reporter=ndjson`. */
interface Event {
	name: string;
	level: string;
	status?: string;
	size?: number;
	message?: string;
	err?: { message?: string };
}

/** How far an installation is: packages in place, and bytes that came from the registry. */
export function progressIn(log: string): string {
	const events = existsSync(log) ? eventsIn(readFileSync(log, 'utf8')) : [];
	const count = (status: string) =>
		events.filter((event) => event.name === 'pnpm:progress' && event.status === status).length;
	const bytes = events
		.filter(({ name, status }) => name === 'pnpm:fetching-progress' && status === 'started')
		.reduce((sum, { size = 0 }) => sum + size, 0);
	const megabytes = bytes > 0 ? `, ${Math.round(bytes / 1e6)} MB downloaded` : '';
	return `${count('imported')} of ${count('resolved')} packages${megabytes}`;
}

/** What pnpm says went wrong, in its own words. */
export function problemIn(output: string): string | undefined {
	const failed = eventsIn(output).findLast(({ level }) => level === 'error');
	return failed?.err?.message ?? failed?.message;
}

/** The last line may be half written. */
function eventsIn(output: string): Event[] {
	return output.split('\n').flatMap((line) => {
		try {
			return [JSON.parse(line) as Event];
		} catch {
			return [];
		}
	});
}
