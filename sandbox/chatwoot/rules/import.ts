import * as cast from '../http/cast';
import type { Params, Upload } from '../http/params';
import { RecordInvalid } from '../http/errors';
import type { State } from '../state/state';
import type { Account } from '../state/types';
import { contactsWith, createContact, updateContact } from './contact';

const DELAY = 60_000; // a job starts one minute after the upload (chatwoot.md [202, 232])
const COLUMNS = ['name', 'email', 'phone_number', 'identifier'];

/** Rows of a CSV file; fields may be quoted. */
function parseCsv(text: string): string[][] {
	return text
		.split(/\r?\n/)
		.filter((line) => line.trim() !== '')
		.map((line) =>
			[...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((cell) => {
				const [quoted, plain] = cell.slice(1).map((part: string | undefined) => part ?? '');
				return (quoted.replace(/""/g, '"') || plain).trim();
			}),
		);
}

function paramsOf(heads: string[], cells: string[]): Params {
	const params: Params = {};
	const custom: Params = {};
	const additional: Params = {};
	for (const [i, head] of heads.entries()) {
		const value = cells[i] || null;
		if (COLUMNS.includes(head)) {
			if (value !== null) params[head] = value;
			continue;
		}
		custom[head] = value;
		if (['company_name', 'city'].includes(head) && value !== null) additional[head] = value;
	}
	return { ...params, custom_attributes: custom, additional_attributes: additional };
}

/** Creates or, for a known email, changes the contacts of a file. Bad rows are left out. */
function importRows(state: State, account: Account, text: string): void {
	const [heads, ...rows] = parseCsv(text);
	const seen = new Set<unknown>();
	for (const params of rows.map((cells) => paramsOf(heads, cells))) {
		if (params.email && seen.has(params.email)) continue;
		seen.add(params.email);
		const known = contactsWith(state, account.id, 'email', cast.text(params.email)).at(0);
		try {
			if (known) updateContact(state, known, params);
			else createContact(state, account, params);
		} catch (error) {
			if (!(error instanceof RecordInvalid)) throw error;
		}
	}
}

export function scheduleImport(state: State, account: Account, file: Upload): void {
	if (!/csv|text\/plain/.test(file.type)) return;
	setTimeout(() => importRows(state, account, file.bytes.toString()), DELAY).unref();
}
