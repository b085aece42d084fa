import type { Server } from './context';
import type { Settings } from './settings';
import { SETTINGS } from './settings';
import type { World } from './state/seed';
import { fromWorld } from './state/seed';
import type { Standing } from './state/types';
import { Transactions } from './transactions';

/** Starts over with a world. */
export function seedServer(server: Server, world: World, settings?: Partial<Settings>): void {
	server.transactions?.stop();
	server.state = fromWorld(world);
	server.transactions = new Transactions(server.state);
	Object.assign(server.settings, SETTINGS, { tokenMs: undefined }, settings);
	server.limiter.limits = server.settings.limits;
	server.limiter.reset();
}

/** The process restarts: what was only in memory is gone, what is stored stays. */
export function restart({ state }: Server): void {
	state.answered.clear();
}

/** What an administrator does to an account (matrix.md [103]). */
export function setStanding({ state }: Server, id: string, standing: Standing): void {
	const user = state.users.get(id);
	if (!user) throw new Error(`There is no user ${id}`);
	user.standing = standing;
	if (standing === 'deactivated')
		for (const device of [...user.devices.keys()]) state.removeDevice(user, device);
}
