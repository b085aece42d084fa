import type { FastifyInstance } from 'fastify';
import { plant } from '../state/plant';
import type { Planted } from '../state/plant';
import { seed } from '../state/seed';
import type { World } from '../state/seed';
import type { State } from '../state/state';

/** How tests and the judge set up the sandbox; the recorded server has no such routes. */
export function sandboxRoutes(app: FastifyInstance, state: State): void {
	app.post<{ Body: { world?: World } }>('/__sandbox/seed', async ({ body }) => ({
		tokens: seed(state, body.world ?? {}),
	}));

	app.post<{ Body: Planted[] }>('/__sandbox/plant', async ({ body }) => {
		for (const object of body) plant(state, object);
		return {};
	});
}
