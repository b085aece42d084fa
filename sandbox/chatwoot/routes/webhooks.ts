import type { Routes } from './routes';

export const webhookRoutes = (on: Routes): void => {
	const admin = { admin: true };
	on.account('GET', 'webhooks', () => ({ payload: { webhooks: [] } }), admin);
	on.account('POST', 'webhooks', () => ({}), admin);
	on.account('DELETE', 'webhooks/:id', () => ({}), admin);
};
