import type { Limits } from './http/limits';
import { Reply } from './http/reply';
import type { Server } from './server';
import type { Settings } from './settings';
import { SETTINGS } from './settings';
import type { World } from './state/seed';
import { fromWorld } from './state/seed';
import type { Standing } from './state/types';

interface Order {
	world?: World;
	settings?: Partial<Settings>;
	/** What an administrator does. */
	standing?: { user: string; as: Standing };
	limits?: { user: string; limits: Partial<Limits> };
	/** Milliseconds that the clock goes on. */
	later?: number;
}

/** What no client can do: another world, the server's settings, an administrator's acts, time. */
export function control(server: Server, path: string, bytes: Buffer): Reply {
	const order = JSON.parse(bytes.toString() || '{}') as Order;
	if (path === '/__sandbox/seed') seedServer(server, order.world ?? {}, order.settings);
	else if (path === '/__sandbox/restart') restart(server);
	else if (path === '/__sandbox/act') act(server, order);
	else return new Reply(404);
	return new Reply(204);
}

/** Begins anew with a world. */
export function seedServer(server: Server, world: World, settings?: Partial<Settings>): void {
	server.state.announce();
	server.state = fromWorld(world, server.url);
	Object.assign(server.settings, SETTINGS, settings);
	server.limiter.limits = server.settings.limits;
	server.limiter.reset();
}

/** The process begins anew: what it only remembered is gone, what is stored stays. */
export function restart(server: Server): void {
	server.state.answered.clear();
}

export function act(server: Server, { standing, limits, later }: Order): void {
	const { state } = server;
	if (later) state.clockShift += later;
	if (limits) server.limiter.setFor(limits.user, limits.limits);
	const user = standing && state.users.get(standing.user);
	if (!user) return;
	user.standing = standing.as;
	if (standing.as === 'deactivated')
		for (const device of [...user.devices.keys()]) state.removeDevice(user, device);
}
