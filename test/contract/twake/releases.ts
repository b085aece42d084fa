import type { Planted, Release, World } from '../../../sandbox/twake';
import { numberOf, readJson } from '../judge/cases';
import type { TwakeCase } from './recording';

export const RELEASES: Release[] = ['2023.Q1', '2022.Q4'];

/** Which server a case was recorded on; none for 600-699, which show the code of the web client. */
export function releaseOf(file: TwakeCase): Release | undefined {
	const number = Number(numberOf(file));
	if (number >= 800) return '2022.Q4';
	return number >= 600 && number < 700 ? undefined : '2023.Q1';
}

interface Setting {
	world: World;
	/** Per case, what must exist before it. */
	given: Record<string, Planted[]>;
}

/** The state of the recorded server before its first case. */
export function settingOf(folder: string, release: Release): Setting {
	const given = readJson<{ cases: Setting['given'] }>(folder, 'given.json')?.cases ?? {};
	if (release === '2023.Q1') return { given, world: readJson<World>(folder, 'world.json') ?? {} };
	const older = readJson<{ world_v2022?: OlderWorld }>(folder, 'as.json')?.world_v2022;
	if (!older) return { given, world: {} };
	return { given: { ...given, ...plantedIn(older) }, world: worldOf(older) };
}

/** The world of 800-805 as as.json tells it, put together from what these cases show. */
interface OlderWorld {
	company: string;
	workspace: string;
	application: NonNullable<World['applications']>[string]['application'];
	users: Array<{ id: string }>;
	channels: Array<NonNullable<World['channels']>[number] & { members: number }>;
	planted_before_803?: Planted & { message: NonNullable<Planted['messages']>[number] };
}

/** Nobody knows who the second member of its channels is: any user will do. */
const SECOND_MEMBER = { id: '00000000-0000-1000-8000-000000000002', first_name: 'Bob' };

function worldOf({ company, workspace, application, users, channels }: OlderWorld): World {
	return {
		company,
		workspace,
		users: [...users.map(({ id }) => ({ id, first_name: 'Alice' })), SECOND_MEMBER],
		channels: channels.map(({ members, ...channel }) => ({ ...channel, stats: { members } })),
		applications: { n8n: { installed: true, application } },
	};
}

/** given.json shortens the author of this message to the first part of the id. */
function plantedIn({ planted_before_803: planted }: OlderWorld): Setting['given'] {
	if (!planted) return {};
	const { thread, channel, message } = planted;
	return { '803-v2022q4-reply-user-thread': [{ thread, channel, messages: [message] }] };
}
