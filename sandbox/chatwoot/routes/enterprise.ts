import type { Call } from '../call';
import captain from '../data/captain-models.json';
import * as cast from '../http/cast';
import { Halt } from '../http/errors';
import { json } from '../http/reply';
import { Validation } from '../rules/errors';
import { pageOf, slice } from '../rules/paging';
import { iso, now, unix } from '../state/clock';
import type { CustomRole, ReportingEvent } from '../state/records';
import type { Routes } from './routes';

/** A feature that an unlicensed stock server contains but does not let anybody use. */
function refused(error: string) {
	return () => {
		throw new Halt(json({ error }, 403));
	};
}

const PAGE = 25;

function eventView(row: ReportingEvent) {
	return {
		id: row.id,
		name: row.name,
		value: row.value,
		value_in_business_hours: row.value,
		event_start_time: iso(row.started_at),
		event_end_time: iso(row.ended_at),
		account_id: row.account_id,
		inbox_id: row.inbox_id,
		user_id: row.user_id,
		conversation_id: row.conversation_id,
		created_at: iso(row.created_at),
		updated_at: iso(row.created_at),
	};
}

/** The filters were not measured. */
function reportingEvents(call: Call) {
	const page = pageOf(call.params.page);
	const number = (name: string) => cast.int(cast.scalar(call.params[name]) ?? null);
	const [since, until] = [number('since'), number('until')];
	const [inbox, user, name] = [number('inbox_id'), number('user_id'), call.text('event_name')];
	const rows = call.state.reportingEvents
		.where(
			(row) =>
				row.account_id === call.account.id &&
				(inbox === null || row.inbox_id === inbox) &&
				(user === null || row.user_id === user) &&
				(name === null || row.name === name) &&
				(since === null || until === null || isWithin(row.created_at, since, until)),
		)
		.reverse();
	return {
		payload: slice(rows, page, PAGE).map(eventView),
		meta: {
			count: rows.length,
			current_page: page,
			total_pages: Math.ceil(rows.length / PAGE),
		},
	};
}

const isWithin = (time: number, since: number, until: number) =>
	unix(time) >= since && unix(time) < until;

/**
 * Without the feature none are shown, without an error (chatwoot.md [823]); entries were not
 * measured.
 */
function auditLogs(call: Call) {
	const page = pageOf(call.params.page);
	const isShown = call.account.features.audit_logs === true;
	const rows = call.state.auditLogs
		.where((row) => isShown && row.account_id === call.account.id)
		.reverse();
	const audit_logs = slice(rows, page, PAGE).map(({ account_id, created_at, ...row }) => ({
		...row,
		associated_id: account_id,
		associated_type: 'Account',
		created_at: unix(created_at),
	}));
	return { per_page: PAGE, total_entries: rows.length, current_page: page, audit_logs };
}

function conversationEvents(call: Call) {
	const { id } = call.conversation();
	return call.state.reportingEvents.where((row) => row.conversation_id === id).map(eventView);
}

/** A row as shown: without its account. */
export function shown<T extends { account_id: number }>(row: T): Omit<T, 'account_id'> {
	const view: Partial<T> = { ...row };
	delete view.account_id;
	return view as Omit<T, 'account_id'>;
}

function roleView(role: CustomRole) {
	const created_at = iso(role.created_at);
	return { ...shown(role), created_at, updated_at: created_at };
}

function createRole(call: Call) {
	const name = call.text('name');
	new Validation().present('name', name).finish();
	const permissions = (cast.list(call.params.permissions) ?? []).map((one) => cast.text(one) ?? '');
	const row = { account_id: call.account.id, name, description: call.text('description') };
	return roleView(call.state.customRoles.insert({ ...row, permissions, created_at: now() }));
}

const MODELS: Record<string, object> = captain.models;

/** The models that the server's assistant could use. */
function captainPreferences() {
	const features = Object.entries(captain.features).map(([feature, { models, default: first }]) => {
		const listed = models.map((id) => ({ id, coming_soon: null, ...MODELS[id] }));
		return [feature, { models: listed, default: first, enabled: false, selected: first }];
	});
	return { providers: null, models: MODELS, features: Object.fromEntries(features) as object };
}

/** What the stock image answers where its enterprise code has no licence (chatwoot.md [824, 863]). */
export function enterpriseRoutes(on: Routes): void {
	const admin = { admin: true };
	const own = <T extends { account_id: number }>(
		{ account }: Call,
		table: { where(test: (row: T) => boolean): T[] },
	) => table.where((row) => row.account_id === account.id);
	const noCaptain = { payload: [], meta: { total_count: 0, page: 1 } };
	on.account('GET', 'audit_logs', auditLogs, admin);
	on.account('GET', 'custom_roles', (call) => own(call, call.state.customRoles).map(roleView));
	on.account('POST', 'custom_roles', createRole, admin);
	on.account('GET', 'agent_capacity_policies', () => [], admin);
	on.account('GET', 'assignment_policies', () => [], admin);
	on.account('GET', 'captain/assistants', () => noCaptain);
	on.account('GET', 'captain/documents', () => noCaptain);
	on.account('GET', 'captain/preferences', captainPreferences);
	on.account('GET', 'saml_settings', refused('SAML feature not enabled for this account'), admin);
	on.account('GET', 'reporting_events', reportingEvents, admin);
	on.account('GET', 'conversations/:conversation_id/reporting_events', conversationEvents);
	on.account('GET', 'contacts/active', () => ({
		meta: { count: 0, current_page: 1 },
		payload: [],
	}));
	on.open('GET', '/enterprise/api/v1/accounts/:account_id/limits', () =>
		json({ error: 'Not found' }, 404),
	);
}
