import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { locator } from '../../../shared/locator';
import { quote } from '../../../shared/text';
import { ATTRIBUTE_MODELS, DISPLAY_TYPES, problemOfKey } from '../../api/attributes';
import type { AttributeDefinition, AttributeModel } from '../../api/attributes';
import { ID } from '../fields';
import type { ChatwootParameters } from '../operation/parameters';
import { given } from '../records/records';
import type { RecordKind } from '../records/records';

export const customAttributes: RecordKind<AttributeDefinition> = {
	one: 'a custom attribute',
	many: 'custom attributes',
	locator: locator({
		displayName: 'Custom Attribute',
		name: 'customAttribute',
		description: 'The definition of the attribute, as in the output "id" of Get Many',
		list: { method: 'searchCustomAttributes' },
		id: '3',
		pattern: ID,
	}),
	records: (api) => api.attributes,
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
};

export const modelOptions = [
	{ name: 'Contact', value: 'contact_attribute' },
	{ name: 'Conversation', value: 'conversation_attribute' },
];

export const modelField: INodeProperties = {
	displayName: 'Applies To',
	name: 'model',
	type: 'options',
	options: modelOptions,
	default: 'contact_attribute',
	description: 'What carries the attribute: contact_attribute or conversation_attribute',
};

export const keyField: INodeProperties = {
	displayName: 'Key',
	name: 'key',
	type: 'string',
	default: '',
	placeholder: 'customer_plan',
	description:
		'The key under which values are stored: letters, digits, _, - and dots. Only one attribute of its kind can have it.',
};

export const nameField: INodeProperties = {
	displayName: 'Name',
	name: 'name',
	type: 'string',
	default: '',
	placeholder: 'Customer plan',
	description: 'The name that the dashboard shows',
};

export const typeField: INodeProperties = {
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
};

const descriptionField: INodeProperties = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	description: 'What the attribute is for',
};

const optionsField: INodeProperties = {
	displayName: 'List Options',
	name: 'listValues',
	type: 'string',
	default: '',
	placeholder: 'free, pro, enterprise',
	description:
		'The values of an attribute of the type list, separated by commas, or a list from an expression',
};

const cueField: INodeProperties = {
	displayName: 'Pattern Cue',
	name: 'regexCue',
	type: 'string',
	default: '',
	placeholder: 'Two letters and four digits',
	description: 'What people are told when their text does not match the pattern',
};

const patternField: INodeProperties = {
	displayName: 'Pattern',
	name: 'regexPattern',
	type: 'string',
	default: '',
	placeholder: '^[A-Z]{2}\\d{4}$',
	description: 'A regular expression that texts have to match',
};

export const attributeDetailFields: INodeProperties[] = [
	descriptionField,
	optionsField,
	patternField,
	cueField,
];

export function keyFrom(
	param: ChatwootParameters,
	path: string,
	model?: AttributeModel,
): string | undefined {
	const key = param.trimmed(path);
	const problem = key === undefined ? undefined : problemOfKey(key, model);
	if (problem) param.refuse(path, problem, 'It should look like customer_plan.');
	return key;
}

export function attributeDetailsFrom(param: ChatwootParameters, at: string): IDataObject {
	const values = param.names(`${at}listValues`);
	const pattern = param.trimmed(`${at}regexPattern`);
	if (pattern !== undefined && !isExpression(pattern)) {
		param.refuse(`${at}regexPattern`, `is not a regular expression: ${quote(pattern)}`);
	}
	return given({
		attribute_display_type: param.optionalChoice(`${at}type`, DISPLAY_TYPES),
		attribute_description: param.optionalText(`${at}description`),
		attribute_values: values.length > 0 ? values : undefined,
		regex_pattern: pattern,
		regex_cue: param.optionalText(`${at}regexCue`),
	});
}

export function refuseNoOptions(param: ChatwootParameters, at: string): never {
	return param.refuse(
		`${at}listValues`,
		'is empty',
		'An attribute of the type list needs options.',
	);
}

export const modelFrom = (param: ChatwootParameters): AttributeModel =>
	param.choice('model', ATTRIBUTE_MODELS);

function isExpression(pattern: string): boolean {
	try {
		return new RegExp(pattern) instanceof RegExp;
	} catch {
		return false;
	}
}
