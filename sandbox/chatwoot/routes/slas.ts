import type { Call } from '../call';
import * as cast from '../http/cast';
import { serverError } from '../http/errors';
import { empty } from '../http/reply';
import { Validation } from '../rules/errors';
import { pageOf, slice } from '../rules/paging';
import { unix } from '../state/clock';
import type { AppliedSla, SlaPolicy } from '../state/records';
import { shown } from './enterprise';
import type { Routes } from './routes';

const PAGE = 25;
const THRESHOLDS = [
	'first_response_time_threshold',
	'next_response_time_threshold',
	'resolution_time_threshold',
] as const;
const COLUMNS = ['name', 'description', ...THRESHOLDS, 'only_during_business_hours'];

/** Thresholds in seconds; a policy needs nothing but a name (chatwoot.md [824, 863]). */
function changed(call: Call, row: Omit<SlaPolicy, 'id'>) {
	const params = call.wrapped('sla_policy', COLUMNS);
	const texts = (['name', 'description'] as const).filter((key) => key in params);
	const times = THRESHOLDS.filter((key) => key in params);
	const only = cast.bool(cast.scalar(params.only_during_business_hours) ?? null);
	const draft = {
		...row,
		...Object.fromEntries(texts.map((key) => [key, cast.text(cast.scalar(params[key]))])),
		...Object.fromEntries(times.map((key) => [key, cast.int(cast.scalar(params[key]) ?? null)])),
		...(only !== null && { only_during_business_hours: only }),
	};
	new Validation().present('name', draft.name).finish();
	return draft;
}

function create(call: Call) {
	const blank: Omit<SlaPolicy, 'id'> = {
		account_id: call.account.id,
		name: null,
		description: null,
		first_response_time_threshold: null,
		next_response_time_threshold: null,
		resolution_time_threshold: null,
		only_during_business_hours: false,
	};
	return { payload: shown(call.state.slaPolicies.insert(changed(call, blank))) };
}

/** The server looks for a policy without minding that there may be none (not measured). */
function found(call: Call): SlaPolicy {
	const row = call.state.slaPolicies.get(call.id() ?? 0);
	if (row?.account_id === call.account.id) return row;
	throw serverError("undefined method 'id' for nil");
}

function update(call: Call) {
	const row = found(call);
	return { payload: shown(Object.assign(row, changed(call, row))) };
}

function remove(call: Call) {
	const row = call.state.slaPolicies.get(call.id() ?? 0);
	if (row?.account_id === call.account.id) call.state.slaPolicies.remove(row.id);
	return empty();
}

/** Those of the account within the period, narrowed as asked (not measured). */
function applied(call: Call): AppliedSla[] {
	const number = (name: string) => cast.int(cast.scalar(call.params[name]) ?? null);
	const [since, until, policy] = ['since', 'until', 'sla_policy_id'].map(number);
	const inbox = number('inbox_id');
	const agent = number('assigned_agent_id');
	return call.state.appliedSlas
		.where((row) => {
			const conversation = call.state.conversations.get(row.conversation_id);
			return (
				row.account_id === call.account.id &&
				(since === null || until === null || inside(row, since, until)) &&
				(policy === null || row.sla_policy_id === policy) &&
				(inbox === null || conversation?.inbox_id === inbox) &&
				(agent === null || conversation?.assignee_id === agent)
			);
		})
		.reverse();
}

const inside = ({ created_at }: AppliedSla, since: number, until: number) =>
	unix(created_at) >= since && unix(created_at) < until;

const isMissed = ({ sla_status }: AppliedSla) => sla_status === 'missed';

function appliedView({ state }: Call, row: AppliedSla) {
	const policy = state.slaPolicies.get(row.sla_policy_id);
	const conversation = state.conversations.get(row.conversation_id)!;
	const contact = state.contacts.get(conversation.contact_id);
	const assignee = state.users.get(conversation.assignee_id);
	return {
		applied_sla: {
			id: row.id,
			sla_id: row.sla_policy_id,
			sla_status: row.sla_status,
			created_at: unix(row.created_at),
			updated_at: unix(row.created_at),
			sla_name: policy?.name ?? null,
		},
		conversation: {
			id: conversation.display_id,
			contact: { name: contact?.name },
			labels: conversation.labels.join(', '),
			...(assignee && { assignee: { id: assignee.id, name: assignee.name } }),
		},
		sla_events: isMissed(row) ? [{ id: row.id, event_type: 'frt' }] : [],
	};
}

function listApplied(call: Call) {
	const page = pageOf(call.params.page);
	const rows = applied(call).filter(isMissed);
	return {
		payload: slice(rows, page, PAGE).map((row) => appliedView(call, row)),
		meta: { count: rows.length, current_page: page },
	};
}

function metrics(call: Call) {
	const rows = applied(call);
	const missed = rows.filter(isMissed).length;
	const share = rows.length === 0 ? 100 : ((rows.length - missed) / rows.length) * 100;
	return {
		total_applied_slas: rows.length,
		number_of_sla_misses: missed,
		hit_rate: `${Math.round(share * 100) / 100}%`,
	};
}

/** Policies for how fast people are answered, and how often they were kept (chatwoot.md [824, 863]). */
export function slaRoutes(on: Routes): void {
	const admin = { admin: true };
	on.account('GET', 'sla_policies', ({ state, account }) => ({
		payload: state.slaPolicies.where((row) => row.account_id === account.id).map(shown),
	}));
	on.account('POST', 'sla_policies', create, admin);
	on.account('PATCH', 'sla_policies/:id', update, admin);
	on.account('DELETE', 'sla_policies/:id', remove, admin);
	on.account('GET', 'applied_slas', listApplied, admin);
	on.account('GET', 'applied_slas/metrics', metrics, admin);
}
