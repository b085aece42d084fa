import type { House } from '../../tools/demo/house';
import type { People, Talk } from './bridge-people';
import type { Checks } from './triggers-checks';

export interface Scene {
	house: House;
	people: People;
	check: Checks;
}

/** Waits until a conversation shows these messages and no others; says in the log whether it does. */
export async function shows({ check, people }: Scene, what: string, talk: Talk, lines: string[]) {
	await check.that(what, () => people.conversation(talk), lines);
}

/** How many executions are running. */
export async function running({ client }: House): Promise<number> {
	const filter = encodeURIComponent(JSON.stringify({ status: ['new', 'running'] }));
	const { results } = await client.get<{ results: object[] }>(`/rest/executions?filter=${filter}`);
	return results.length;
}
