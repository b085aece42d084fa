import type { IDataObject } from 'n8n-workflow';
import { parseDay } from '../dates';
import { beginningOf, cleanText } from '../text';
import { isObject } from '../json';
import type { Answering, FormField } from './question';
import { problemWith } from './uploads';
import type { AnsweredFile, Posted, Upload } from './uploads';

/** Longer texts from a page are cut. */
const MOST_TEXT = 20_000;

/** What was answered, or what is wrong with it, as the page says it. */
export type Answer = { data: IDataObject; files?: AnsweredFile[] } | { problems: string[] };

/** The name of a field on the page. */
export const fieldKey = (index: number): string => `field${index}`;

/** The answer given on the page of a question. `approved` comes from the query of its address. */
export function answerFrom(
	answering: Answering,
	{ fields, files }: Posted,
	approved: unknown,
): Answer {
	if (answering.kind === 'approval') {
		const isDeclined = approved === 'false' && answering.decline !== undefined;
		if (approved !== 'true' && !isDeclined) return { problems: ['Choose an answer.'] };
		return { data: { approved: approved === 'true' } };
	}
	if (answering.kind === 'text') {
		const text = textOf(fields.text);
		return text.trim() === '' ? { problems: ['Write an answer.'] } : { data: { text } };
	}
	const problems: string[] = [];
	const data: IDataObject = {};
	const answered: AnsweredFile[] = [];
	for (const [index, field] of answering.fields.entries()) {
		if (field.type === 'heading') continue;
		const key = fieldKey(index);
		const uploads = files[key] ?? [];
		const value = field.type === 'file' ? namesOf(field, uploads) : valueOf(fields[key], field);
		const isProblem = isObject(value);
		const isEmpty = value === '' || (Array.isArray(value) && value.length === 0);
		if (isProblem) problems.push(`"${field.label}" ${value.problem}.`);
		if (isEmpty && field.isRequired) problems.push(`"${field.label}" is empty.`);
		data[field.name] = isProblem || value === '' ? null : value;
		if (uploads.length > 0 && field.type === 'file') answered.push({ field, uploads });
	}
	return problems.length > 0 ? { problems } : { data, files: answered };
}

function textOf(given: unknown): string {
	return typeof given === 'string' ? cleanText(beginningOf(given, MOST_TEXT)) : '';
}

function chosenOf(given: unknown, { choices }: FormField): string[] {
	const list = Array.isArray(given) ? given : [given];
	return choices.filter((choice) => list.includes(choice));
}

/** The names of uploaded files; a list where there can be several. */
function namesOf(field: FormField, uploads: Upload[]): string | string[] | Wrong {
	const problem = problemWith(uploads, field);
	if (problem !== undefined) return { problem };
	const names = uploads.map(({ name }) => name);
	return field.isMultiple ? names : (names[0] ?? '');
}

type Wrong = { problem: string };

function valueOf(given: unknown, field: FormField): string | number | string[] | Wrong {
	const { type, choices } = field;
	if (type === 'hiddenField') return field.value ?? '';
	if (type === 'checkbox') return chosenOf(given, field);
	const text = type === 'password' ? textOf(given) : textOf(given).trim();
	if (text === '') return '';
	if (type === 'number') {
		const number = Number(text);
		return Number.isFinite(number) ? number : { problem: 'is not a number' };
	}
	if (type === 'email' && !/^[^\s@]+@[^\s@]+$/.test(text))
		return { problem: 'is not an e-mail address' };
	if (type === 'date') return parseDay(text, 'UTC') ?? { problem: 'is not a date' };
	if (choices.length > 0 && !choices.includes(text))
		return { problem: 'is not one of the choices' };
	return text;
}
