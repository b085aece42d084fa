import type { Call } from '../call';
import * as cast from '../http/cast';
import { serverError } from '../http/errors';
import { empty } from '../http/reply';
import { Later } from '../http/later';
import { Validation } from '../rules/errors';
import { like } from '../rules/like';
import { iso, now } from '../state/clock';
import type { CannedResponse } from '../state/types';
import type { Routes } from './routes';

const COLUMNS = ['short_code', 'content'];

function view(row: CannedResponse) {
	return {
		id: row.id,
		account_id: row.account_id,
		short_code: row.short_code,
		content: row.content,
		created_at: iso(row.created_at),
		updated_at: iso(row.updated_at),
	};
}

/** Substring of either field; hits in the short code come first (chatwoot.md [263]). */
function index(call: Call) {
	const rows = call.state.cannedResponses.where((row) => row.account_id === call.account.id);
	const search = call.text('search');
	if (search === null) return rows.map(view);
	if (cast.hasNul(search)) throw serverError('null byte');
	const starts = like(`${search}%`);
	const inside = like(`%${search}%`);
	const rank = (row: CannedResponse) =>
		starts(row.short_code) ? 0 : inside(row.short_code) ? 1 : inside(row.content) ? 2 : 3;
	return rows
		.filter((row) => rank(row) < 3)
		.sort((a, b) => rank(a) - rank(b))
		.map(view);
}

function save(call: Call, row: Omit<CannedResponse, 'id'> & { id?: number }) {
	const params = call.wrapped('canned_response', COLUMNS);
	const draft = { ...row };
	for (const key of ['short_code', 'content'] as const) {
		if (cast.scalar(params[key]) !== undefined) draft[key] = cast.text(params[key]);
	}
	const twin = call.state.cannedResponses.find(
		(other) =>
			other.account_id === row.account_id &&
			other.id !== row.id &&
			other.short_code === draft.short_code,
	);
	new Validation()
		.length('short_code', draft.short_code)
		.length('content', draft.content, 20_000)
		.present('content', draft.content)
		.present('short_code', draft.short_code)
		.taken('short_code', twin)
		.finish();
	if (cast.hasNul(draft.short_code) || cast.hasNul(draft.content)) throw serverError('null byte');
	return draft;
}

function create(call: Call) {
	const time = now();
	const blank = { short_code: null, content: null, created_at: time, updated_at: time };
	const draft = save(call, { ...blank, account_id: call.account.id });
	// no index: two at once create duplicates (chatwoot.md [294])
	return new Later(() => view(call.state.cannedResponses.insert(draft)));
}

function one(call: Call) {
	return call.find(call.state.cannedResponses, call.id());
}

function update(call: Call) {
	const row = one(call);
	return view(Object.assign(row, save(call, row), { updated_at: now() }));
}

export function cannedRoutes(on: Routes): void {
	on.account('GET', 'canned_responses', index);
	on.account('POST', 'canned_responses', create);
	on.account('PATCH', 'canned_responses/:id', update);
	on.account('DELETE', 'canned_responses/:id', (call) => {
		call.state.cannedResponses.remove(one(call).id);
		return empty();
	});
}
