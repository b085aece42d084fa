import type { Routes } from './routes';

/** Resources that a client meets only at the door: who may come in, and empty lists. */
export function otherRoutes(on: Routes): void {
	const admin = { admin: true };
	on.account('GET', 'campaigns', () => [], admin);
	on.versioned('v2', 'GET', 'reports/summary', () => ({}), admin);
}
