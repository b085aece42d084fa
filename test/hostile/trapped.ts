import { FaultProxy } from '../faults/fault-proxy';
import type { Desk } from '../faults/write-case';
import { shrinkTime } from '../shared/fast-clock';
import { FlakyServer } from '../shared/flaky-server';
import { startTrap } from './trap';

type Closable = { close(): Promise<void> };

/** Opens a server for the tests of a file or group, with a trap next to it and time sped up. */
function trapped<Opened extends Closable>(open: () => Promise<Opened>) {
	const place = {} as { server: Opened; trap: Awaited<ReturnType<typeof startTrap>> };
	beforeAll(async () => {
		place.server = await open();
		place.trap = await startTrap();
	});
	beforeEach(() => shrinkTime(2_000));
	afterEach(() => jest.restoreAllMocks());
	afterAll(async () => {
		await place.server.close();
		await place.trap.close();
	});
	return place;
}

export const trappedServer = () => trapped(async () => await FlakyServer.start());

/** A service's sandbox behind a proxy that passes and records everything. */
export const trappedDesk = <World>(desk: Desk<World>) =>
	trapped(async () => {
		const world = await desk.start();
		const proxy = await FaultProxy.start(world.url);
		const close = async () => {
			await proxy.close();
			await world.close();
		};
		return { world, proxy, close };
	});
