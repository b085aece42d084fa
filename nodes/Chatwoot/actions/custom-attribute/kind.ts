import { quote } from '../../../shared/text';
import { ATTRIBUTE_MODELS, problemOfKey } from '../../api/attributes';
import type { AttributeDefinition, AttributeModel } from '../../api/attributes';
import { choice, field, name, text } from '../kinds/fields';
import { noRecordsYet, recordKind } from '../kinds/kind';
import type { ChatwootParameters } from '../parameters/parameters';

export const model = choice(
	'attribute_model',
	{
		displayName: 'Applies To',
		name: 'model',
		type: 'options',
		options: [
			{ name: 'Contact', value: 'contact_attribute' },
			{ name: 'Conversation', value: 'conversation_attribute' },
		],
		default: 'contact_attribute',
		description: 'What carries the attribute: contact_attribute or conversation_attribute',
	},
	{ isNeeded: true, only: 'create' },
);

export const customAttributes = recordKind<AttributeDefinition>({
	noun: 'custom attribute',
	records: (api) => api.attributes,
	picker: {
		entry: ({ id, attribute_display_name, attribute_key, attribute_model }) => ({
			name: `${attribute_display_name} (${attribute_key}, ${attribute_model.replace('_attribute', '')})`,
			value: id,
		}),
		nothing: noRecordsYet('custom attribute'),
	},
	simplified: (definition) => ({
		id: definition.id,
		attribute_key: definition.attribute_key,
		attribute_display_name: definition.attribute_display_name,
		attribute_display_type: definition.attribute_display_type,
		attribute_model: definition.attribute_model,
		attribute_description: definition.attribute_description,
		attribute_values: definition.attribute_values,
		regex_pattern: definition.regex_pattern,
		regex_cue: definition.regex_cue,
	}),
	fields: [
		model,
		name(
			'attribute_display_name',
			{
				displayName: 'Name',
				name: 'name',
				placeholder: 'e.g. Customer plan',
				description: 'The name that the dashboard shows',
			},
			{ isNeeded: true },
		),
		field(
			'attribute_key',
			{
				displayName: 'Key',
				name: 'key',
				type: 'string',
				default: '',
				placeholder: 'e.g. customer_plan',
				description:
					'The key under which values are stored: letters, digits, _, - and dots. Only one attribute of its kind can have it.',
			},
			(param, path) => {
				const key = param.trimmed(path);
				if (key !== undefined) checkKey(param, path, key);
				return key;
			},
			{ isNeeded: true },
		),
		choice(
			'attribute_display_type',
			{
				displayName: 'Type',
				name: 'type',
				type: 'options',
				options: [
					{ name: 'Checkbox', value: 'checkbox' },
					{ name: 'Currency', value: 'currency', description: 'Cannot be filtered by' },
					{ name: 'Date', value: 'date' },
					{ name: 'Link', value: 'link' },
					{ name: 'List', value: 'list' },
					{ name: 'Number', value: 'number' },
					{ name: 'Percent', value: 'percent', description: 'Cannot be filtered by' },
					{ name: 'Text', value: 'text' },
				],
				default: 'text',
				description:
					'What kind of value it holds: checkbox, currency, date, link, list, number, percent or text',
			},
			{ isNeeded: true },
		),
		text('attribute_description', {
			displayName: 'Description',
			name: 'description',
			description: 'What the attribute is for',
		}),
		field(
			'attribute_values',
			{
				displayName: 'List Options',
				name: 'listValues',
				type: 'string',
				default: '',
				placeholder: 'e.g. free, pro, enterprise',
				description:
					'The values of an attribute of the type list, separated by commas, or a list from an expression',
			},
			(param, path) => {
				const values = param.names(path);
				return values.length > 0 ? values : undefined;
			},
		),
		field(
			'regex_pattern',
			{
				displayName: 'Pattern',
				name: 'regexPattern',
				type: 'string',
				default: '',
				placeholder: 'e.g. ^[A-Z]{2}\\d{4}$',
				description: 'A regular expression that texts have to match',
			},
			patternFrom,
		),
		text('regex_cue', {
			displayName: 'Pattern Cue',
			name: 'regexCue',
			placeholder: 'e.g. Two letters and four digits',
			description: 'What people are told when their text does not match the pattern',
		}),
	],
});

/** Refuses a key that the server would refuse; the names of standard fields depend on the model. */
export function checkKey(
	param: ChatwootParameters,
	path: string,
	key: string,
	of?: AttributeModel,
): void {
	const problem = problemOfKey(key, of);
	if (problem) param.refuse(path, problem, 'It should look like customer_plan.');
}

export function refuseNoOptions(
	param: ChatwootParameters,
	at: 'additionalFields' | 'updateFields',
): never {
	return param.refuse(
		`${at}.listValues`,
		'is empty',
		'An attribute of the type list needs options.',
	);
}

/** What a definition applies to, in the words of the API. */
export function modelOf(value: unknown): AttributeModel | undefined {
	return ATTRIBUTE_MODELS.find((each) => each === value);
}

function patternFrom(param: ChatwootParameters, path: string): string | undefined {
	const pattern = param.trimmed(path);
	if (pattern === undefined || isExpression(pattern)) return pattern;
	return param.refuse(path, `is not a regular expression: ${quote(pattern)}`);
}

function isExpression(pattern: string): boolean {
	try {
		return new RegExp(pattern) instanceof RegExp;
	} catch {
		return false;
	}
}
