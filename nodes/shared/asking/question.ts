import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../json';
import type { Parameters } from '../parameters';
import { clock } from '../retry';

export const FIELD_TYPES = [
	'checkbox',
	'date',
	'dropdown',
	'email',
	'file',
	'heading',
	'hiddenField',
	'number',
	'password',
	'radio',
	'text',
	'textarea',
] as const;

/** A field of a form, named as in n8n's own forms; `choices` is set where one is chosen. */
export interface FormField {
	name: string;
	label: string;
	type: (typeof FIELD_TYPES)[number];
	isRequired: boolean;
	choices: string[];
	/** Of a hidden field. */
	value?: string;
	/** Of files: their extensions and types, as browsers take them. */
	accept?: string;
	isMultiple?: boolean;
}

/** What is asked, as it is kept with the waiting execution. */
export interface Question {
	/** A secret: known only to those who were given an address to answer at. */
	id: string;
	text: string;
	answering: Answering;
}

export type Answering =
	| { kind: 'approval'; approve: string; decline?: string }
	| { kind: 'text' }
	| { kind: 'form'; fields: FormField[] };

/** The question that the parameters of `questionFields` describe. */
export function questionFrom(param: Parameters): Question {
	return { id: randomUUID(), text: param.requiredText('message'), answering: answeringFrom(param) };
}

function answeringFrom(param: Parameters): Answering {
	const type = param.choice('responseType', ['approval', 'freeText', 'customForm']);
	if (type === 'freeText') return { kind: 'text' };
	if (type === 'customForm') return { kind: 'form', fields: fieldsFrom(param) };
	const path = 'approvalOptions.values';
	const approve = param.optionalText(`${path}.approveLabel`) ?? 'Approve';
	if (param.optionalChoice(`${path}.approvalType`, ['single', 'double']) === 'single') {
		return { kind: 'approval', approve };
	}
	const decline = param.optionalText(`${path}.disapproveLabel`) ?? 'Decline';
	if (decline === approve) param.refuse(`${path}.disapproveLabel`, 'is the label for approving');
	return { kind: 'approval', approve, decline };
}

function fieldsFrom(param: Parameters): FormField[] {
	const rows = param.optionalList('formFields.values') ?? [];
	if (rows.length === 0) param.refuse('formFields', 'is empty', 'Add the fields to be filled in.');
	const fields = rows.map((_, index) => fieldFrom(param, `formFields.values[${index}]`));
	const names = fields.map(({ name }) => name);
	const twice = names.find((name, index) => names.indexOf(name) !== index);
	if (twice !== undefined) param.refuse('formFields', `holds two fields with the name "${twice}"`);
	return fields;
}

function fieldFrom(param: Parameters, path: string): FormField {
	const label = param.requiredText(`${path}.fieldLabel`);
	const type = param.optionalChoice(`${path}.fieldType`, FIELD_TYPES) ?? 'text';
	const isChosen = type === 'checkbox' || type === 'dropdown' || type === 'radio';
	const choices = isChosen
		? param
				.text(`${path}.choices`)
				.split('\n')
				.map((line) => line.trim())
				.filter((line) => line !== '')
		: [];
	if (isChosen && choices.length === 0) {
		param.refuse(`${path}.choices`, `is empty for "${label}"`, 'Write one choice in a line.');
	}
	return {
		label,
		name: param.optionalText(`${path}.fieldName`)?.trim() ?? label,
		type,
		isRequired: param.boolean(`${path}.requiredField`),
		choices: [...new Set(choices)],
		...(type === 'hiddenField' && { value: param.text(`${path}.fieldValue`) }),
		...(type === 'file' && {
			accept: param.optionalText(`${path}.acceptFileTypes`)?.trim() ?? '',
			isMultiple: param.boolean(`${path}.multipleFiles`),
		}),
	};
}

const UNITS = { minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;

/**
 * A question together with where it was asked, as the waiting execution keeps it. It is answered on
 * its page, or, with `by`, in some other way of the service.
 */
export type KeptQuestion = IDataObject & Question & { by?: string };

/** How long to wait; undefined without a limit. */
export function deadlineFrom(param: Parameters): Date | undefined {
	const path = 'additionalFields.limitWaitTime.values';
	if (!isObject(param.value(path))) return undefined;
	const type = param.optionalChoice(`${path}.limitType`, ['afterTimeInterval', 'atSpecifiedTime']);
	if (type === 'atSpecifiedTime') {
		const at = `${path}.maxDateAndTime`;
		const date = param.optionalDate(at) ?? param.refuse(at, 'is empty');
		return date.getTime() > clock.now() ? date : param.refuse(at, 'has passed');
	}
	const amount = Number(param.value(`${path}.resumeAmount`) ?? 1);
	if (!(amount > 0 && amount < 100_000)) {
		param.refuse(`${path}.resumeAmount`, 'has to be a number above 0');
	}
	const unit = param.optionalChoice(`${path}.resumeUnit`, ['minutes', 'hours', 'days']) ?? 'hours';
	return new Date(clock.now() + amount * UNITS[unit]);
}

/** The question that an execution waits on, as it was kept; undefined when there is none. */
export function keptQuestion(value: unknown): KeptQuestion | undefined {
	return isObject(value) && typeof value.id === 'string' && isObject(value.answering)
		? (value as KeptQuestion)
		: undefined;
}
