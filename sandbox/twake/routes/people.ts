import type { FastifyInstance } from 'fastify';
import { roomToken } from '../auth/tokens';
import { forbidden, notFound } from '../http/errors';
import type { Query } from '../messages/pages';
import type { State } from '../state/state';
import type { Actor, Json, User } from '../state/types';

const USERS = '/internal/services/users/v1';
const WORKSPACES = '/internal/services/workspaces/v1/companies/:company/workspaces';

interface Call {
	Params: { company: string; workspace: string; user: string };
	Querystring: Query;
}

/** Users, companies and workspaces: almost nothing for applications, twake.md §8. */
export function peopleRoutes(app: FastifyInstance, state: State): void {
	app.get<Call>(`${USERS}/users`, async ({ query }) => {
		const ids = query.user_ids?.split(',');
		const words = (query.search ?? '').toLowerCase();
		const company = query.search_company_id;
		const isHere = ids !== undefined || company === undefined || company === state.company;
		const found = [...state.users.values()].filter(
			(user) =>
				isHere &&
				(ids ? ids.includes(user.id) : namesOf(user).some((name) => name.startsWith(words))),
		);
		return { resources: found.map(plainUser) };
	});

	app.get<Call>(`${USERS}/users/:user`, async ({ actor, params }) => {
		const user = userOf(state, params.user);
		return { resource: plainUser(user), websocket: roomToken(state, `/me/${user.id}`, actor) };
	});

	app.get<Call>(`${USERS}/users/:user/companies`, async ({ params }) => {
		const roles = (userOf(state, params.user).companies ?? []) as Json[];
		return { resources: roles.map(({ company, ...role }) => ({ ...(company as Json), ...role })) };
	});

	app.get(`${USERS}/companies/:company/users/recent`, async () => ({ resources: [] }));

	app.get(`${USERS}/companies/:company`, async ({ actor }) => {
		// Looks for the role of a user that an application is not (twake.md [310]).
		if (!state.users.has(actor.id)) throw new Error('no such user');
		return { resource: { id: state.company } };
	});

	app.get<Call>(WORKSPACES, async ({ actor, params }) => {
		checkBelongs(state, actor, params.company);
		return { resources: [workspace(state)] };
	});

	app.get<Call>(`${WORKSPACES}/:workspace`, async ({ actor, params }) => {
		checkBelongs(state, actor, params.company);
		return { resource: workspace(state) };
	});

	app.get<Call>(`${WORKSPACES}/:workspace/users`, async ({ actor, params }) => {
		checkBelongs(state, actor, params.company);
		return { resources: [...state.users.values()].map((user) => ({ user: plainUser(user) })) };
	});
}

function checkBelongs(state: State, actor: Actor, company: string): void {
	if (company !== state.company) throw notFound(`Company ${company} not found`);
	if (!state.users.has(actor.id)) throw forbidden('User does not belong to this company');
}

const workspace = (state: State) => ({ id: state.workspace, company_id: state.company });

function userOf(state: State, id: string): User {
	const user = state.users.get(id);
	if (!user) throw notFound(`User ${id} not found`);
	return user;
}

const namesOf = (user: User) =>
	[user.username, user.first_name, user.last_name, String(user.email)].map((n) => n.toLowerCase());

/** These routes return "" where the store has nothing (twake.md [310]). */
function plainUser(user: User): Json {
	return {
		id: user.id,
		provider: user.provider ?? '',
		provider_id: user.provider_id ?? '',
		email: user.email,
		username: user.username,
		is_verified: user.is_verified,
		picture: user.picture ?? '',
		first_name: user.first_name,
		last_name: user.last_name,
		created_at: user.created_at,
		deleted: user.deleted,
		status: user.status ?? '',
		last_activity: user.last_activity,
		cache: user.cache,
	};
}
