import { demoIds, demoWorld, startMatrix } from '../../../sandbox/matrix';
import type { MatrixSandbox } from '../../../sandbox/matrix';
import { twakeChatRun } from '../../TwakeChat/twake-chat';
import type { Desk } from '../write-case';
import { twakeChatCases } from './cases';
import { twakeChatReaders } from './readers';

/** POST requests that only read, or change nothing when repeated. */
const HARMLESS =
	/\/media\/v1\/create$|\/(user_directory\/search|publicRooms|leave|invite|kick|read_markers)$|\/join\//;

export const twakeChatDesk: Desk<MatrixSandbox> = {
	name: 'TwakeChat',
	cases: twakeChatCases,
	readers: twakeChatReaders,
	left: {},
	secrets: [demoIds.token],
	start: async () => await startMatrix(),
	reset(world) {
		world.seed(demoWorld);
		world.requests.length = 0;
	},
	snapshot: ({ state }) =>
		JSON.stringify([
			[...state.rooms.values()].map((room) => [
				room.id,
				room.events.map(({ id, content, redactedBy }) => [id, content, redactedBy?.id]),
				[...room.typing.keys()],
				room.receipts,
			]),
			[...state.users.values()].map(({ accountData, roomData }) => [
				[...accountData],
				[...roomData].map(([room, data]) => [room, [...data]]),
			]),
			[...state.media.keys()],
			[...state.aliases],
		]),
	run: (world, baseUrl, parameters) => twakeChatRun(world, { parameters, credential: { baseUrl } }),
	isDone: ({ status }) => status < 300,
	isHarmless: (path) => HARMLESS.test(path),
	mistakes: ({ mistakes }) => mistakes,
};
