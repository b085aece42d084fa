import type { Call } from '../call';
import { teamView } from '../views/conversation';
import type { Routes } from './routes';

const index = (call: Call) =>
	call.state.teams
		.where((team) => team.account_id === call.account.id)
		.map((team) => teamView(call.state, team, call.user));

export const teamRoutes = (on: Routes): void => {
	on.account('GET', 'teams', index);
	on.account('POST', 'teams', index, { admin: true });
};
