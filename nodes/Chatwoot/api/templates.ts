import type { IDataObject } from 'n8n-workflow';
import type { Inbox } from './types';

/** WhatsApp's categories of templates. */
export const TEMPLATE_CATEGORIES = ['AUTHENTICATION', 'MARKETING', 'UTILITY'] as const;

/** A WhatsApp template, stored with the inbox in the form of Meta's API. */
export interface Template extends IDataObject {
	name: string;
	language: string;
	category?: string;
	namespace?: string;
	/** `APPROVED`, or a status with which it cannot be sent. */
	status?: string;
	components?: Component[];
}

interface Component extends IDataObject {
	type: string;
	format?: string;
	text?: string;
	buttons?: Button[];
}

interface Button extends IDataObject {
	type: string;
	text?: string;
	url?: string;
}

/**
 * A value that a template needs; `key` names its place: `body.1`, `header.media_url`, `buttons.0`.
 */
export interface TemplateVariable {
	key: string;
	label: string;
}

/** Values by the keys of the variables. */
export type TemplateValues = Record<string, string>;

/** The templates of an inbox that can be sent; undefined when it cannot have any. */
export function templatesOf({ message_templates }: Inbox): Template[] | undefined {
	if (!Array.isArray(message_templates)) return undefined;
	return (message_templates as Template[]).filter(({ status }) =>
		is(status ?? 'approved', 'approved'),
	);
}

/** Identifies a template and its language; names contain no colon. */
export function templateKey({ name, language }: Template): string {
	return `${name}:${language}`;
}

/** The templates that match a key or a bare name. */
export function templatesNamed(templates: Template[], wanted: string): Template[] {
	return templates.filter((each) => templateKey(each) === wanted || each.name === wanted);
}

/** All values that a template needs, in the order in which people read it. */
export function variablesOf(template: Template): TemplateVariable[] {
	const header = part(template, 'header');
	const isMedia = header !== undefined && MEDIA.some((format) => is(header.format, format));
	return [
		...(isMedia ? [{ key: MEDIA_URL, label: `Header: ${lower(header.format)} URL` }] : []),
		...namesIn(header?.text).map((name) => ({ key: `header.${name}`, label: `Header: ${name}` })),
		...namesIn(textOf(template)).map((name) => ({ key: `body.${name}`, label: `Body: ${name}` })),
		...buttonsOf(template).flatMap(({ type, text }, index) =>
			type === '' ? [] : [{ key: `buttons.${index}`, label: `Button "${text}": ${TAKES[type]}` }],
		),
	];
}

/** `template_params` of a message (chatwoot.md §6); every variable has to have a value. */
export function templateParams(template: Template, values: TemplateValues): IDataObject {
	const { name, language, category, namespace } = template;
	const header = part(template, 'header');
	const given = (place: string) =>
		variablesOf(template)
			.filter(({ key }) => key.startsWith(`${place}.`))
			.map(({ key }): [string, string] => [key.slice(place.length + 1), values[key]]);
	const head: IDataObject = Object.fromEntries(given('header'));
	if (Object.hasOwn(values, MEDIA_URL)) head.media_type = lower(header?.format);
	const body = Object.fromEntries(given('body'));
	// The position in the list is the position of the button. The server drops null values, so the
	// rest would move up.
	const buttons = buttonsOf(template).map(({ type }, index) =>
		type === '' ? {} : { type, parameter: values[`buttons.${index}`] },
	);
	const processed_params: IDataObject = {
		...(Object.keys(body).length > 0 && { body }),
		...(Object.keys(head).length > 0 && { header: head }),
		...(buttons.some(({ type }) => type !== undefined) && { buttons }),
	};
	return {
		name,
		language,
		...(category !== undefined && { category }),
		...(namespace && { namespace }),
		processed_params,
	};
}

/** The text that the customer reads; Chatwoot shows it to the team as the message. */
export function templateText(template: Template, values: TemplateValues): string {
	return textOf(template).replace(VARIABLE, (_, name: string) => values[`body.${name}`] ?? '');
}

/** The body with its variables. */
export function textOf(template: Template): string {
	return part(template, 'body')?.text ?? '';
}

const VARIABLE = /\{\{\s*([\w.]+)\s*\}\}/g;
const MEDIA = ['image', 'video', 'document'];
const MEDIA_URL = 'header.media_url';

/** What a button of this type needs. */
const TAKES: Record<string, string> = {
	copy_code: 'code',
	url: 'end of the URL',
};

/** The buttons in order; those that need nothing get an empty type. */
function buttonsOf(template: Template): Array<{ type: string; text: string }> {
	return (part(template, 'buttons')?.buttons ?? []).map(({ type, text = '', url = '' }) => {
		const isOpen = is(type, 'copy_code') || (is(type, 'url') && url.includes('{{'));
		return { type: isOpen ? lower(type) : '', text };
	});
}

function part({ components = [] }: Template, type: string): Component | undefined {
	return components.find((component) => is(component.type, type));
}

function namesIn(text = ''): string[] {
	return [...new Set([...text.matchAll(VARIABLE)].map(([, name]) => name))];
}

function lower(word: string | undefined): string {
	return (word ?? '').toLowerCase();
}

function is(word: string | undefined, wanted: string): boolean {
	return lower(word) === wanted;
}
