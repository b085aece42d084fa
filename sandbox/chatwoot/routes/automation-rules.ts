import type { Call } from '../call';
import * as cast from '../http/cast';
import { serverError, unprocessable } from '../http/errors';
import type { Param, Params } from '../http/params';
import { isParams } from '../http/params';
import { empty } from '../http/reply';
import { CONDITIONS } from '../rules/automation/conditions';
import { now, unix } from '../state/clock';
import type { AutomationRule } from '../state/types';
import type { Routes } from './routes';

const ACTIONS = [
	'send_message',
	'add_label',
	'remove_label',
	'send_email_to_team',
	'assign_team',
	'assign_agent',
	'send_webhook_event',
	'mute_conversation',
	'send_attachment',
	'change_status',
	'resolve_conversation',
	'open_conversation',
	'pending_conversation',
	'snooze_conversation',
	'change_priority',
	'send_email_transcript',
	'add_private_note',
	'remove_assigned_team',
];

function view({ created_at, ...rule }: AutomationRule) {
	return { ...rule, created_on: unix(created_at) };
}

/** An unknown rule is an exception, not a 404 (chatwoot.md [790, 791]). */
function find(call: Call, name = 'id'): AutomationRule {
	const rule = call.state.automationRules.get(call.id(name));
	if (rule?.account_id !== call.account.id) throw serverError('undefined method for nil');
	return rule;
}

function rowsOf(value: Param | undefined): Params[] | undefined {
	return cast.list(value)?.filter(isParams);
}

function texts(rows: Params[], key: string): string[] {
	return rows.map((row) => cast.text(row[key]) ?? '');
}

/** Conditions and actions that are not allowed in a rule, by field (chatwoot.md [791]). */
function check(call: Call, { conditions, actions }: AutomationRule): void {
	const custom = call.state.attributes.where((row) => row.account_id === call.account.id);
	const known = [...CONDITIONS, ...custom.map((row) => row.attribute_key ?? '')];
	const strange = texts(conditions, 'attribute_key').filter((key) => !known.includes(key));
	const unable = texts(actions, 'action_name').filter((name) => !ACTIONS.includes(name));
	const joints = conditions.map((row) => row.query_operator ?? null);
	const aboutConditions = [
		...(strange.length > 0 ? [`Automation conditions ${strange.join(',')} not supported.`] : []),
		...(joints.filter((joint) => joint === null).length > 1
			? ['Automation conditions should have query operator.']
			: []),
		...(joints.some((joint) => joint !== null && !/^(and|or)$/i.test(cast.text(joint) ?? ''))
			? ['Query operator must be either "AND" or "OR"']
			: []),
	];
	const error = {
		...(aboutConditions.length > 0 ? { conditions: aboutConditions } : {}),
		...(unable.length > 0
			? { actions: [`Automation actions ${unable.join(',')} not supported.`] }
			: {}),
	};
	if (Object.keys(error).length > 0) throw unprocessable(error);
}

/** The fields of a rule that the parameters set. */
function given(call: Call): Partial<AutomationRule> {
	const conditions = rowsOf(call.params.conditions);
	const actions = rowsOf(call.params.actions);
	return {
		...(call.has('name') ? { name: call.text('name') ?? '' } : {}),
		...(call.has('description') ? { description: call.text('description') } : {}),
		...(call.has('event_name') ? { event_name: call.text('event_name') ?? '' } : {}),
		...(call.has('active') ? { active: cast.bool(call.params.active) ?? false } : {}),
		...(conditions ? { conditions } : {}),
		...(actions ? { actions } : {}),
	};
}

/** Any event is accepted; the database refuses columns without a value (chatwoot.md [791]). */
function create(call: Call) {
	const { name, event_name, conditions, actions, ...rest } = given(call);
	const [rows, deeds] = [conditions ?? [], actions ?? []];
	const draft = { description: null, active: true, ...rest };
	const named = { name: name ?? '', event_name: event_name ?? '' };
	const account_id = call.account.id;
	const row = { ...named, ...draft, conditions: rows, actions: deeds, account_id };
	check(call, { ...row, id: 0, created_at: 0 });
	if (!name || !event_name || !conditions || !actions) throw serverError('null value in column');
	return view(call.state.automationRules.insert({ ...row, created_at: now() }));
}

function update(call: Call) {
	const rule = find(call);
	const changed = { ...rule, ...given(call) };
	check(call, changed);
	return { payload: view(Object.assign(rule, changed)) };
}

function clone(call: Call) {
	const copy = { ...find(call, 'automation_rule_id'), id: undefined, created_at: now() };
	return { payload: view(call.state.automationRules.insert(copy)) };
}

function destroy(call: Call) {
	call.state.automationRules.remove(find(call).id);
	return empty();
}

export function automationRuleRoutes(on: Routes): void {
	const admin = { admin: true };
	on.account(
		'GET',
		'automation_rules',
		({ state, account }) => ({
			payload: state.automationRules.where((row) => row.account_id === account.id).map(view),
		}),
		admin,
	);
	on.account('POST', 'automation_rules', create, admin);
	on.account('GET', 'automation_rules/:id', (call) => ({ payload: view(find(call)) }), admin);
	on.account('PATCH', 'automation_rules/:id', update, admin);
	on.account('DELETE', 'automation_rules/:id', destroy, admin);
	on.account('POST', 'automation_rules/:automation_rule_id/clone', clone, admin);
}
