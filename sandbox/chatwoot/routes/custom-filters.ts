import type { Call } from '../call';
import * as cast from '../http/cast';
import { notFound, serverError } from '../http/errors';
import { empty } from '../http/reply';
import { Validation } from '../rules/errors';
import { iso, now } from '../state/clock';
import type { CustomFilter } from '../state/records';
import type { Routes } from './routes';

const TYPES = ['conversation', 'contact', 'report'];
const MOST = 1000; // per person

function view({ id, name, filter_type, query, created_at, updated_at }: CustomFilter) {
	return {
		id,
		name,
		filter_type,
		query,
		created_at: iso(created_at),
		updated_at: iso(updated_at),
	};
}

/** Filters belong to the person who saved them (chatwoot.md [796]). */
function own(call: Call): CustomFilter[] {
	return call.state.customFilters.where(
		(row) => row.account_id === call.account.id && row.user_id === call.user.id,
	);
}

/** A person's filters of one kind; conversations by default. */
function index(call: Call) {
	const type = call.text('filter_type') ?? 'conversation';
	return own(call)
		.filter((row) => row.filter_type === type)
		.map(view);
}

function given(call: Call): Partial<CustomFilter> {
	const params = call.wrapped('custom_filter', ['name', 'filter_type', 'query']);
	const type = cast.text(cast.scalar(params.filter_type));
	if (type !== null && !TYPES.includes(type)) throw serverError(`'${type}' is not valid`);
	const query = cast.object(params.query);
	return {
		...('name' in params ? { name: cast.text(cast.scalar(params.name)) ?? undefined } : {}),
		...(type !== null ? { filter_type: type } : {}),
		...(query ? { query } : {}),
	};
}

function create(call: Call) {
	const { name, filter_type = 'conversation', query = {} } = given(call);
	const check = new Validation();
	if (own(call).length >= MOST) {
		check.add('base', `Account Limit reached. The maximum number of filters is ${MOST}`);
	}
	check.finish();
	if (name === undefined) throw serverError('null value in column "name"');
	const time = now();
	const row = { account_id: call.account.id, user_id: call.user.id, name, filter_type, query };
	return view(call.state.customFilters.insert({ ...row, created_at: time, updated_at: time }));
}

function one(call: Call): CustomFilter {
	const row = own(call).find(({ id }) => id === call.id());
	if (!row) throw notFound();
	return row;
}

function update(call: Call) {
	const row = one(call);
	return view(Object.assign(row, given(call), { updated_at: now() }));
}

export function customFilterRoutes(on: Routes): void {
	on.account('GET', 'custom_filters', index);
	on.account('POST', 'custom_filters', create);
	on.account('GET', 'custom_filters/:id', (call) => view(one(call)));
	on.account('PATCH', 'custom_filters/:id', update);
	on.account('DELETE', 'custom_filters/:id', (call) => {
		call.state.customFilters.remove(one(call).id);
		return empty(204);
	});
}
