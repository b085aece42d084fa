import type { Call } from '../call';
import * as cast from '../http/cast';
import { Halt, serverError, unauthorized, unprocessable } from '../http/errors';
import type { Params } from '../http/params';
import { isParams } from '../http/params';
import { empty } from '../http/reply';
import { carryOut } from '../rules/automation/actions';
import type { Macro } from '../state/types';
import { agentView } from '../views/person';
import type { Routes } from './routes';

const ACTIONS = [
	'send_message',
	'add_label',
	'assign_team',
	'assign_agent',
	'mute_conversation',
	'change_status',
	'remove_label',
	'remove_assigned_team',
	'resolve_conversation',
	'snooze_conversation',
	'change_priority',
	'send_email_transcript',
	'send_attachment',
	'add_private_note',
	'send_webhook_event',
];

function view(call: Call, macro: Macro) {
	const person = (id: number) => {
		const user = call.state.users.get(id);
		return user && agentView(call.state, user, call.account.id);
	};
	return {
		id: macro.id,
		name: macro.name,
		visibility: macro.visibility,
		created_by: person(macro.created_by_id),
		updated_by: person(macro.updated_by_id),
		account_id: macro.account_id,
		actions: macro.actions,
	};
}

/** The macro in the path, for its author and, unless personal, for those whom `others` allows. */
function find(call: Call, others: (macro: Macro) => boolean): Macro | undefined {
	const macro = call.state.macros.get(call.id());
	if (macro?.account_id !== call.account.id) return undefined;
	const mayUse = macro.created_by_id === call.user.id || others(macro);
	if (!mayUse) throw unauthorized();
	return macro;
}

function isGlobal({ visibility }: Macro): boolean {
	return visibility === 'global';
}

/**
 * An agent's macro is personal whatever was asked for; nothing asked for is null
 * (chatwoot.md [794, 795]).
 */
function visibilityOf(call: Call): string | null {
	const word = call.text('visibility');
	if (word !== null && word !== 'personal' && word !== 'global') {
		throw serverError(`'${word}' is not a valid visibility`);
	}
	return call.isAdmin ? word : 'personal';
}

function actionsOf(call: Call): Params[] | undefined {
	const actions = cast.list(call.params.actions)?.filter(isParams);
	const names = (actions ?? []).map((row) => cast.text(row.action_name) ?? '');
	const unable = names.filter((name) => !ACTIONS.includes(name));
	if (unable.length === 0) return actions;
	throw unprocessable({ actions: [`Macro execution actions ${unable.join(',')} not supported.`] });
}

function create(call: Call) {
	const visibility = visibilityOf(call);
	const actions = actionsOf(call);
	const name = call.text('name');
	if (name === null || !actions) throw serverError('null value in column');
	const author = { created_by_id: call.user.id, updated_by_id: call.user.id };
	const row = { account_id: call.account.id, name, visibility, actions, ...author };
	return { payload: view(call, call.state.macros.insert(row)) };
}

/** Everybody's macros and one's own. */
function index(call: Call) {
	const { account, user, state } = call;
	const macros = state.macros.where((row) => {
		const isOwn = row.visibility === 'personal' && row.created_by_id === user.id;
		return row.account_id === account.id && (isGlobal(row) || isOwn);
	});
	return { payload: macros.map((macro) => view(call, macro)) };
}

function show(call: Call) {
	const macro = find(call, isGlobal);
	if (!macro) throw new Halt(empty(404));
	return { payload: view(call, macro) };
}

function update(call: Call) {
	const macro = find(call, (row) => call.isAdmin && isGlobal(row));
	if (!macro) throw serverError("undefined method 'update!' for nil");
	const actions = actionsOf(call);
	Object.assign(macro, {
		...(call.has('name') ? { name: call.text('name') } : {}),
		...(actions ? { actions } : {}),
		visibility: visibilityOf(call),
		updated_by_id: call.user.id,
	});
	return { payload: view(call, macro) };
}

function destroy(call: Call) {
	const macro = find(call, () => false);
	if (!macro) throw serverError("undefined method 'destroy!' for nil");
	call.state.macros.remove(macro.id);
	return empty();
}

/** In the background, on those of the conversations that exist (chatwoot.md [794, 795, 870]). */
function execute(call: Call) {
	const { state, user, account } = call;
	const macro = find(call, isGlobal);
	const ids = (cast.list(call.params.conversation_ids) ?? []).map((id) => cast.id(id));
	const actor = {
		name: user.name,
		person: { kind: 'user', user } as const,
		event: 'macro.executed',
	};
	state.jobs.push(() => {
		for (const row of state.conversations.where(({ account_id }) => account_id === account.id)) {
			if (macro && ids.includes(row.display_id)) carryOut(state, row, macro.actions, actor);
		}
	});
	return empty();
}

export function macroRoutes(on: Routes): void {
	on.account('GET', 'macros', index);
	on.account('POST', 'macros', create);
	on.account('GET', 'macros/:id', show);
	on.account('PATCH', 'macros/:id', update);
	on.account('DELETE', 'macros/:id', destroy);
	on.account('POST', 'macros/:id/execute', execute);
}
