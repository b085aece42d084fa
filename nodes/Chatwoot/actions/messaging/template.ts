import { cleanText, quote } from '../../../shared/text';
import type { AccountApi } from '../../api';
import { escapeAllLiquid } from '../../api/liquid';
import type { NewMessage } from '../../api/new-message';
import {
	TEMPLATE_CATEGORIES,
	templateKey,
	templateParams,
	templatesNamed,
	templatesOf,
	templateText,
	variablesOf,
} from '../../api/templates';
import type { Template, TemplateValues } from '../../api/templates';
import type { ChatwootParameters } from '../parameters/parameters';

/** A chosen template, still to be looked up in the inbox. */
export interface PickedTemplate {
	wanted: string;
	values: TemplateValues;
}

const PICKER = 'template';
const MAPPER = 'templateParameters';
const TYPED = 'additionalFields.template.template';
const TYPE_IT = 'Name it under Additional Fields > WhatsApp Template instead.';

/** The server renders these values too, so they are escaped unless variables are wanted. */
function escapedUnlessLiquid<T>(param: ChatwootParameters, value: T): T {
	return param.boolean('additionalFields.useLiquid') ? value : escapeAllLiquid(value);
}

export function pickedTemplateFrom(param: ChatwootParameters): PickedTemplate {
	const wanted = param.locator(PICKER);
	if (wanted === '') param.refuse(PICKER, 'is empty', 'Choose a template of the inbox.');
	if (param.value(TYPED) !== undefined) {
		param.refuse(TYPED, 'does not go with the content type WhatsApp Template', 'Give one of them.');
	}
	const mapper = param.optionalObject(MAPPER) ?? {};
	const given = ('value' in mapper ? mapper.value : mapper) ?? {};
	const filled = Object.entries(given as object).flatMap(
		([key, value]): Array<[string, string]> => {
			if (typeof value === 'object' && value !== null) {
				param.refuse(MAPPER, `should have a text for "${key}", but has ${quote(value)}`);
			}
			const text = cleanText(String(value ?? '')).trim();
			return text === '' ? [] : [[key, text]];
		},
	);
	return { wanted, values: Object.fromEntries(filled) };
}

/** The message with the inbox's template; refused when the values do not fit it. */
export async function withTemplate(
	param: ChatwootParameters,
	{ inboxes }: AccountApi,
	inbox: number,
	fields: NewMessage,
	{ wanted, values }: PickedTemplate,
): Promise<NewMessage> {
	const listed = await inboxes.attemptList();
	if ('error' in listed) {
		if (listed.problem.reason !== 'notForBots') throw listed.error;
		return param.refuse(PICKER, 'cannot be looked up: a bot may not read inboxes', TYPE_IT);
	}
	const found = listed.body.find(({ id }) => id === inbox);
	const templates = found && templatesOf(found);
	if (!templates) {
		return param.refuse(
			PICKER,
			`is given, but inbox ${inbox} lists no WhatsApp templates`,
			TYPE_IT,
		);
	}
	const template = only(param, templates, wanted);
	const variables = variablesOf(template).map(({ key }) => key);
	const missing = variables.filter((key) => !Object.hasOwn(values, key));
	const unknown = Object.keys(values).filter((key) => !variables.includes(key));
	const needs = `The template needs ${variables.join(', ') || 'no values'}.`;
	if (missing.length > 0) param.refuse(MAPPER, `has no value for ${missing.join(', ')}`, needs);
	if (unknown.length > 0) {
		param.refuse(
			MAPPER,
			`has a value for ${unknown.join(', ')}, which the template does not have`,
			needs,
		);
	}
	const content = fields.content ?? escapedUnlessLiquid(param, templateText(template, values));
	const template_params = templateParams(template, escapedUnlessLiquid(param, values));
	return { ...fields, content, template_params };
}

function only(param: ChatwootParameters, templates: Template[], wanted: string): Template {
	const found = templatesNamed(templates, wanted);
	const keys = (list: Template[]) => list.slice(0, 20).map(templateKey).join(', ');
	if (found.length === 0) {
		const known = templates.length > 0 ? `There are: ${keys(templates)}.` : 'It has none.';
		return param.refuse(
			PICKER,
			`is not an approved template of the inbox: ${quote(wanted)}`,
			known,
		);
	}
	if (found.length === 1) return found[0];
	return param.refuse(
		PICKER,
		`has several languages: ${quote(wanted)}`,
		`Name one of: ${keys(found)}.`,
	);
}

/** A template entered by hand. */
export function typedTemplateFrom(param: ChatwootParameters): Partial<NewMessage> {
	if (param.value(TYPED) === undefined) return {};
	const name = param.requiredText(`${TYPED}.name`).trim();
	const language = param.trimmed(`${TYPED}.language`);
	const processed_params = escapedUnlessLiquid(param, param.optionalObject(`${TYPED}.parameters`));
	return {
		template_params: {
			name,
			category: param.choice(`${TYPED}.category`, TEMPLATE_CATEGORIES),
			...(language !== undefined && { language }),
			...(processed_params && { processed_params }),
		},
	};
}
