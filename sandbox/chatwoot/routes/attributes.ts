import type { Call } from '../call';
import * as cast from '../http/cast';
import { serverError } from '../http/errors';
import type { Param, Params } from '../http/params';
import { empty } from '../http/reply';
import { Validation } from '../rules/errors';
import { iso, now } from '../state/clock';
import type { AttributeDefinition } from '../state/types';
import type { Routes } from './routes';

const TYPES = ['text', 'number', 'currency', 'percent', 'link', 'date', 'list', 'checkbox'];
const MODELS = ['conversation_attribute', 'contact_attribute', 'company_attribute'];

/** Keys of standard fields are refused on create, in exactly this letter case (chatwoot.md [253]). */
const RESERVED: Partial<Record<string, string[]>> = {
	contact_attribute:
		'name email phone_number identifier country_code city company_name created_at last_activity_at referer blocked'.split(
			' ',
		),
	conversation_attribute:
		'status priority assignee_id inbox_id team_id display_id campaign_id labels browser_language country_code referer created_at last_activity_at'.split(
			' ',
		),
};

const COLUMNS = [
	'attribute_display_name',
	'attribute_description',
	'attribute_display_type',
	'attribute_key',
	'attribute_model',
	'regex_pattern',
	'regex_cue',
	'attribute_values',
];

function view(row: AttributeDefinition) {
	return {
		id: row.id,
		attribute_display_name: row.attribute_display_name,
		attribute_display_type: row.attribute_display_type,
		attribute_description: row.attribute_description,
		attribute_key: row.attribute_key,
		regex_pattern: row.regex_pattern,
		regex_cue: row.regex_cue,
		attribute_values: row.attribute_values,
		attribute_model: row.attribute_model,
		default_value: row.default_value,
		created_at: iso(row.created_at),
		updated_at: iso(row.updated_at),
	};
}

/**
 * A word or a number from a list; unknown ones are exceptions, blank is no value (chatwoot.md [251]).
 */
function word(words: string[], value: Param): string {
	if (cast.isBlank(value)) return '';
	const found = typeof value === 'number' ? words[value] : words.find((one) => one === value);
	if (found === undefined) throw serverError('not a valid attribute enum');
	return found;
}

function fill(row: AttributeDefinition, params: Params): AttributeDefinition {
	const out = { ...row };
	const texts = [
		'attribute_display_name',
		'attribute_description',
		'regex_pattern',
		'regex_cue',
	] as const;
	for (const key of texts) {
		if (cast.scalar(params[key]) !== undefined) out[key] = cast.text(params[key]);
	}
	if (typeof out.attribute_display_name === 'string') {
		out.attribute_display_name = out.attribute_display_name.trim();
	}
	if (cast.scalar(params.attribute_key) !== undefined) {
		out.attribute_key = cast.text(params.attribute_key)?.trim() ?? null;
	}
	if ('attribute_display_type' in params) {
		out.attribute_display_type = word(TYPES, params.attribute_display_type);
	}
	if ('attribute_model' in params) out.attribute_model = word(MODELS, params.attribute_model);
	if ('attribute_values' in params) {
		const values = cast.list(params.attribute_values) ?? [];
		out.attribute_values = values.every((item) => cast.scalar(item) !== undefined) ? values : [];
	}
	return out;
}

function validate(call: Call, row: AttributeDefinition, isNew: boolean): void {
	const check = new Validation();
	for (const key of [
		'attribute_display_name',
		'attribute_key',
		'regex_pattern',
		'regex_cue',
	] as const) {
		check.length(key, row[key]);
	}
	check.length('attribute_description', row.attribute_description, 20_000);
	check.present('attribute_display_name', row.attribute_display_name);
	check.present('attribute_key', row.attribute_key);
	const twin = call.state.attributes.find(
		(other) =>
			other.account_id === row.account_id &&
			other.id !== row.id &&
			other.attribute_model === row.attribute_model &&
			other.attribute_key === row.attribute_key,
	);
	check.taken('attribute_key', twin);
	if (row.attribute_key && !/^[\p{L}\p{M}\p{N}_.-]+$/u.test(row.attribute_key)) {
		check.add('attribute_key', 'is invalid');
	}
	check.present('attribute_display_type', row.attribute_display_type);
	check.present('attribute_model', row.attribute_model);
	if (isNew && RESERVED[row.attribute_model]?.includes(row.attribute_key ?? '')) {
		const text = 'The provided key is not allowed as it might conflict with default attributes.';
		check.add('attribute_key', text);
	}
	check.finish();
}

function create(call: Call) {
	const params = call.wrapped('custom_attribute_definition', COLUMNS);
	const time = now();
	const blank: AttributeDefinition = {
		id: 0,
		account_id: call.account.id,
		attribute_display_name: null,
		attribute_display_type: 'text',
		attribute_description: null,
		attribute_key: null,
		regex_pattern: null,
		regex_cue: null,
		attribute_values: [],
		attribute_model: 'conversation_attribute',
		default_value: null,
		created_at: time,
		updated_at: time,
	};
	const row = fill(blank, params);
	validate(call, row, true);
	return view(call.state.attributes.insert({ ...row, id: undefined }));
}

function index(call: Call) {
	const model = call.scalar('attribute_model');
	const rows = call.state.attributes.where((row) => row.account_id === call.account.id);
	if (cast.isBlank(model)) return rows.map(view);
	const wanted = MODELS[Number(model)] ?? model;
	return rows.filter((row) => row.attribute_model === wanted).map(view);
}

function one(call: Call) {
	return call.find(call.state.attributes, call.id());
}

function update(call: Call) {
	const row = one(call);
	const changed = fill(row, call.wrapped('custom_attribute_definition', COLUMNS));
	validate(call, changed, false);
	Object.assign(row, changed, { updated_at: now() });
	return view(row);
}

export function attributeRoutes(on: Routes): void {
	const path = 'custom_attribute_definitions';
	on.account('GET', path, index);
	on.account('POST', path, create, { admin: true });
	on.account('GET', `${path}/:id`, (call) => view(one(call)));
	on.account('PATCH', `${path}/:id`, update, { admin: true });
	on.account(
		'DELETE',
		`${path}/:id`,
		(call) => {
			call.state.attributes.remove(one(call).id);
			return empty(204);
		},
		{ admin: true },
	);
}
