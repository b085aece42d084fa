import type { IDataObject } from 'n8n-workflow';
import { parseDay } from '../dates';
import { cleanText } from '../text';
import type { Answering, FormField } from './question';

/** Longer texts from a page are cut. */
const MOST_TEXT = 20_000;

/** What was answered, or what is wrong with it, as the page says it. */
export type Answer = { data: IDataObject } | { problems: string[] };

/** The name of a field on the page. */
export const fieldKey = (index: number): string => `field${index}`;

/** The answer given on the page of a question. `approved` comes from the query of its address. */
export function answerFrom(answering: Answering, body: IDataObject, approved: unknown): Answer {
	if (answering.kind === 'approval') {
		const isDeclined = approved === 'false' && answering.decline !== undefined;
		if (approved !== 'true' && !isDeclined) return { problems: ['Choose an answer.'] };
		return { data: { approved: approved === 'true' } };
	}
	if (answering.kind === 'text') {
		const text = textOf(body.text);
		return text.trim() === '' ? { problems: ['Write an answer.'] } : { data: { text } };
	}
	const problems: string[] = [];
	const entries = answering.fields.map((field, index): [string, IDataObject[string]] => {
		const given = body[fieldKey(index)];
		const value = field.type === 'checkbox' ? chosenOf(given, field) : valueOf(given, field);
		if (typeof value === 'string' || Array.isArray(value) || typeof value === 'number') {
			const isEmpty = value === '' || (Array.isArray(value) && value.length === 0);
			if (isEmpty && field.isRequired) problems.push(`"${field.label}" is empty.`);
			return [field.name, value === '' ? null : value];
		}
		problems.push(`"${field.label}" ${value.problem}.`);
		return [field.name, null];
	});
	return problems.length > 0 ? { problems } : { data: Object.fromEntries(entries) };
}

function textOf(given: unknown): string {
	return typeof given === 'string' ? cleanText(given).slice(0, MOST_TEXT) : '';
}

function chosenOf(given: unknown, { choices }: FormField): string[] {
	const list = Array.isArray(given) ? given : [given];
	return choices.filter((choice) => list.includes(choice));
}

function valueOf(
	given: unknown,
	{ type, choices }: FormField,
): string | number | { problem: string } {
	const text = textOf(given).trim();
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
