import type { Call } from '../call';
import * as cast from '../http/cast';
import { NotUnique, serverError } from '../http/errors';
import { Later } from '../http/later';
import type { Params } from '../http/params';
import { empty } from '../http/reply';
import { Validation } from '../rules/errors';
import type { Label } from '../state/types';
import type { Routes } from './routes';

const COLUMNS = ['title', 'description', 'color', 'show_on_sidebar'];

/**
 * A letter or digit of any script first; one line break at the end slips through
 * (chatwoot.md [241]).
 */
const TITLE = /^[\p{L}\p{N}][\p{L}\p{N}_-]+\n?$/u;

function view(label: Label) {
	return {
		id: label.id,
		title: label.title,
		description: label.description,
		color: label.color,
		show_on_sidebar: label.show_on_sidebar,
	};
}

function fill(row: Label, params: Params): Label {
	const out = { ...row };
	if (cast.scalar(params.title) !== undefined) {
		out.title = (cast.text(params.title) ?? '').toLowerCase();
	}
	if (cast.scalar(params.description) !== undefined)
		out.description = cast.text(params.description);
	if (cast.scalar(params.show_on_sidebar) !== undefined) {
		out.show_on_sidebar = cast.bool(params.show_on_sidebar);
	}
	const color = cast.scalar(params.color);
	if (color !== undefined) out.color = cast.text(color) ?? '';
	return out;
}

function validate(call: Call, row: Label, params: Params): void {
	const twin = call.state.labels.find(
		(other) =>
			other.account_id === row.account_id && other.id !== row.id && other.title === row.title,
	);
	const check = new Validation()
		.length('title', row.title)
		.length('description', row.description, 20_000)
		.length('color', row.color);
	if (row.title.trim() === '') check.add('title', 'must not be blank');
	if (!TITLE.test(row.title)) check.add('title', 'is invalid');
	check.taken('title', twin).finish();
	if (params.color === null) throw serverError('null value in column "color"');
	if (cast.hasNul(row.title) || cast.hasNul(row.description)) throw serverError('null byte');
}

function index(call: Call) {
	return {
		payload: call.state.labels
			.where((row) => row.account_id === call.account.id)
			.sort((a, b) => (a.title < b.title ? -1 : 1))
			.map(view),
	};
}

function create(call: Call) {
	const params = call.wrapped('label', COLUMNS);
	const blank = { title: '', description: null, color: '#1f93ff', show_on_sidebar: null };
	const row = fill({ ...blank, id: 0, account_id: call.account.id }, params);
	validate(call, row, params);
	return new Later(() => {
		const twin = call.state.labels.find(
			({ title, account_id }) => title === row.title && account_id === row.account_id,
		);
		if (twin) throw new NotUnique('label');
		return view(call.state.labels.insert({ ...row, id: undefined }));
	});
}

function one(call: Call) {
	return call.find(call.state.labels, call.id());
}

function update(call: Call) {
	const row = one(call);
	const params = call.wrapped('label', COLUMNS);
	const changed = fill(row, params);
	validate(call, changed, params);
	if (changed.title !== row.title) retag(call, row.title, changed.title);
	return view(Object.assign(row, changed));
}

/**
 * Renaming and deleting reach everything with the label, without any webhook (chatwoot.md [244, 230]).
 */
function retag(call: Call, old: string, title: string | undefined): void {
	const { contacts, conversations } = call.state;
	for (const row of [...contacts.all(), ...conversations.all()]) {
		if (row.account_id !== call.account.id || !row.labels.includes(old)) continue;
		const others = row.labels.filter((label) => label !== old && label !== title);
		row.labels = title === undefined ? others : [...others, title];
	}
}

function destroy(call: Call) {
	const row = one(call);
	call.state.labels.remove(row.id);
	retag(call, row.title, undefined);
	return empty();
}

export function labelRoutes(on: Routes): void {
	const admin = { admin: true };
	on.account('GET', 'labels', index);
	on.account('POST', 'labels', create, admin);
	on.account('GET', 'labels/:id', (call) => view(one(call)), admin);
	on.account('PATCH', 'labels/:id', update, admin);
	on.account('DELETE', 'labels/:id', destroy, admin);
}
