import type { Call } from '../call';
import * as cast from '../http/cast';
import { serverError, unauthorized } from '../http/errors';
import type { Param, Params } from '../http/params';
import { empty } from '../http/reply';
import { Validation } from '../rules/errors';
import { membersOfTeam, membershipOf } from '../state/access';
import { now } from '../state/clock';
import type { Team, User } from '../state/types';
import { teamView } from '../views/conversation';
import { agentView } from '../views/person';
import type { Routes } from './routes';

const COLUMNS = ['name', 'description', 'allow_auto_assign'];

function view(call: Call, team: Team) {
	return teamView(call.state, team, call.user);
}

function one(call: Call, name = 'id'): Team {
	return call.find(call.state.teams, call.id(name));
}

function fill(team: Team, params: Params): Team {
	const out = { ...team };
	if (cast.scalar(params.name) !== undefined)
		out.name = (cast.text(params.name) ?? '').toLowerCase();
	if (cast.scalar(params.description) !== undefined)
		out.description = cast.text(params.description);
	if (cast.scalar(params.allow_auto_assign) !== undefined) {
		out.allow_auto_assign = cast.bool(params.allow_auto_assign);
	}
	return out;
}

function validate(call: Call, team: Team): void {
	const twin = call.state.teams.find(
		(row) => row.account_id === team.account_id && row.id !== team.id && row.name === team.name,
	);
	const check = new Validation().length('name', team.name);
	check.length('description', team.description, 20_000);
	if (team.name.trim() === '') check.add('name', 'must not be blank');
	check.taken('name', twin).finish();
}

function create(call: Call) {
	const params = call.wrapped('team', COLUMNS);
	const time = now();
	const blank: Team = {
		id: 0,
		account_id: call.account.id,
		name: '',
		description: null,
		allow_auto_assign: true,
		created_at: time,
		updated_at: time,
	};
	const draft = fill(blank, params);
	validate(call, draft);
	return view(call, call.state.teams.insert({ ...draft, id: undefined }));
}

function update(call: Call) {
	const team = one(call);
	const draft = fill(team, call.wrapped('team', COLUMNS));
	validate(call, draft);
	return view(call, Object.assign(team, draft, { updated_at: now() }));
}

/** A deleted team is taken off conversations without any event (chatwoot.md [670]). */
function destroy(call: Call) {
	const team = one(call);
	for (const row of call.state.conversations.where((item) => item.team_id === team.id)) {
		row.team_id = null;
	}
	call.state.teamMembers.removeWhere((row) => row.team_id === team.id);
	call.state.teams.remove(team.id);
	return empty();
}

function userIds(call: Call): Param[] {
	const ids = cast.list(call.params.user_ids);
	if (!ids) throw serverError("undefined method 'map' for nil");
	const foreign = ids.some((id) => !membershipOf(call.state, cast.int(id) ?? 0, call.account.id));
	if (foreign) throw unauthorized('Invalid User IDs');
	return ids;
}

function members(call: Call, ids: number[]) {
	return ids
		.map((id) => call.state.users.get(id))
		.filter((user): user is User => user !== undefined)
		.map((user) => agentView(call.state, user, call.account.id));
}

function add(call: Call, team: Team, ids: Param[]): number[] {
	const known = membersOfTeam(call.state, team.id);
	const fresh = ids.map((id) => cast.int(id) ?? 0).filter((id) => !known.includes(id));
	for (const user_id of fresh) call.state.teamMembers.insert({ team_id: team.id, user_id });
	return fresh;
}

function remove(call: Call, team: Team, gone: (userId: number) => boolean): void {
	call.state.teamMembers.removeWhere((row) => row.team_id === team.id && gone(row.user_id));
}

function setMembers(call: Call) {
	const team = one(call, 'team_id');
	const ids = userIds(call);
	add(call, team, ids);
	remove(call, team, (id) => !ids.includes(id));
	return members(call, membersOfTeam(call.state, team.id));
}

function removeMembers(call: Call) {
	const ids = userIds(call);
	remove(call, one(call, 'team_id'), (id) => ids.includes(id));
	return empty();
}

export function teamRoutes(on: Routes): void {
	const admin = { admin: true };
	const path = 'teams/:team_id/team_members';
	on.account('GET', 'teams', (call) =>
		call.state.teams
			.where((team) => team.account_id === call.account.id)
			.map((team) => view(call, team)),
	);
	on.account('POST', 'teams', create, admin);
	on.account('GET', 'teams/:id', (call) => view(call, one(call)));
	on.account('PATCH', 'teams/:id', update, admin);
	on.account('DELETE', 'teams/:id', destroy, admin);
	on.account('GET', path, (call) =>
		members(call, membersOfTeam(call.state, one(call, 'team_id').id)),
	);
	// answers the newly added only
	on.account(
		'POST',
		path,
		(call) => members(call, add(call, one(call, 'team_id'), userIds(call))),
		admin,
	);
	on.account('PATCH', path, setMembers, admin);
	on.account('DELETE', path, removeMembers, admin);
}
