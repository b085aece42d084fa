import type { Call } from '../call';
import { usersOf } from '../state/access';
import { agentView } from '../views/person';
import type { Routes } from './routes';

const index = (call: Call) =>
	usersOf(call.state, call.account.id).map((user) => agentView(call.state, user, call.account.id));

const refuse = (call: Call) => call.requireAdmin();

export const agentRoutes = (on: Routes): void => {
	on.account('GET', 'agents', index);
	on.account('POST', 'agents', refuse, { admin: true });
};
