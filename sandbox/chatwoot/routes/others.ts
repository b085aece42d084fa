import type { Call } from '../call';
import * as cast from '../http/cast';
import { unprocessable } from '../http/errors';
import type { Params } from '../http/params';
import type { Routes } from './routes';

const CONDITIONS =
	'content email country_code status message_type browser_language assignee_id team_id referer city company inbox_id mail_subject phone_number priority conversation_language labels private_note'.split(
		' ',
	);
const ACTIONS =
	'send_message add_label remove_label send_email_to_team assign_team assign_agent send_webhook_event mute_conversation send_attachment change_status resolve_conversation open_conversation pending_conversation snooze_conversation change_priority send_email_transcript add_private_note remove_assigned_team'.split(
		' ',
	);

function names(call: Call, list: string, key: string): string[] {
	return (cast.list(call.params[list]) ?? [])
		.flatMap((row): Params[] => (cast.object(row) ? [row as Params] : []))
		.map((row) => cast.text(row[key]) ?? '');
}

/** Rules are checked and not kept: nothing runs them here (chatwoot.md [291]). */
function createRule(call: Call) {
	const { attributes } = call.state;
	const custom = attributes.where((row) => row.account_id === call.account.id);
	const allowed = [...CONDITIONS, ...custom.map((row) => row.attribute_key ?? '')];
	const conditions = names(call, 'conditions', 'attribute_key').filter(
		(key) => !allowed.includes(key),
	);
	const actions = names(call, 'actions', 'action_name').filter((key) => !ACTIONS.includes(key));
	const text = (kind: string, keys: string[]) => [
		`Automation ${kind} ${keys.join(',')} not supported.`,
	];
	const error = {
		...(conditions.length > 0 ? { conditions: text('conditions', conditions) } : {}),
		...(actions.length > 0 ? { actions: text('actions', actions) } : {}),
	};
	throw unprocessable(
		Object.keys(error).length > 0 ? error : { base: ['not kept by the sandbox'] },
	);
}

/** Resources that a client meets only at the door: who may come in, and empty lists. */
export function otherRoutes(on: Routes): void {
	const admin = { admin: true };
	on.account('GET', 'automation_rules', () => ({ payload: [] }), admin);
	on.account('POST', 'automation_rules', createRule, admin);
	on.account('GET', 'campaigns', () => [], admin);
	on.versioned('v2', 'GET', 'reports/summary', () => ({}), admin);
}
