import type { Call } from '../call';
import * as cast from '../http/cast';
import { Halt } from '../http/errors';
import { empty, json } from '../http/reply';
import { Validation } from '../rules/errors';
import { pageOf, slice } from '../rules/paging';
import { iso, now } from '../state/clock';
import type { Company } from '../state/types';
import type { Routes } from './routes';

const PAGE = 25;
const COLUMNS = ['name', 'domain', 'description'] as const;

/** A stock server refuses every call (chatwoot.md [824, 863]); what comes after was not measured. */
const licensed = (action: (call: Call) => unknown) => (call: Call) => {
	if (call.account.features.companies === true) return action(call);
	throw new Halt(json({ error: 'Companies are not enabled for this account' }, 403));
};

function view(call: Call, { id, name, domain, description = null, created_at = now() }: Company) {
	const isOf = (contact: { additional_attributes: Record<string, unknown> }) =>
		contact.additional_attributes.company_name === name;
	const contacts_count = call.state.contacts.where(isOf).length;
	const times = { created_at: iso(created_at), updated_at: iso(created_at) };
	return { id, name, contacts_count, domain, description, avatar_url: '', ...times };
}

function list(call: Call, test: (row: Company) => boolean) {
	const page = pageOf(call.params.page);
	const rows = call.state.companies
		.where((row) => row.account_id === call.account.id && test(row))
		.sort((a, b) => (a.name < b.name ? -1 : 1));
	return {
		meta: { total_count: rows.length, page },
		payload: slice(rows, page, PAGE).map((row) => view(call, row)),
	};
}

function search(call: Call) {
	const wanted = (call.text('q') ?? '').toLowerCase();
	return list(call, ({ name, domain }) => `${name}\n${domain}`.toLowerCase().includes(wanted));
}

function save(call: Call, row: Omit<Company, 'id'> & { id?: number }) {
	const params = call.wrapped('company', [...COLUMNS]);
	const given = COLUMNS.filter((key) => cast.scalar(params[key]) !== undefined);
	const draft = {
		...row,
		...Object.fromEntries(given.map((key) => [key, cast.text(params[key])])),
	};
	new Validation().present('name', draft.name).finish();
	const { id } = draft;
	if (id === undefined) return call.state.companies.insert(draft);
	return Object.assign(call.state.companies.get(id)!, draft);
}

function create(call: Call) {
	const blank = { account_id: call.account.id, name: '', domain: '', created_at: now() };
	return { payload: view(call, save(call, blank)) };
}

const found = (call: Call): Company => call.find(call.state.companies, call.id());

function remove(call: Call) {
	call.state.companies.remove(found(call).id);
	return empty();
}

export function companyRoutes(on: Routes): void {
	const all = () => true;
	on.account(
		'GET',
		'companies',
		licensed((call) => list(call, all)),
	);
	on.account('GET', 'companies/search', licensed(search));
	on.account('POST', 'companies', licensed(create));
	on.account(
		'GET',
		'companies/:id',
		licensed((call) => ({ payload: view(call, found(call)) })),
	);
	on.account(
		'PATCH',
		'companies/:id',
		licensed((call) => ({ payload: view(call, save(call, found(call))) })),
	);
	on.account('DELETE', 'companies/:id', licensed(remove));
}
