import type {
	FieldType,
	ILoadOptionsFunctions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';
import type { AttributeDefinition, AttributeModel } from '../api/attributes';
import { chosenAccount } from './account';

/** A field for each custom attribute of contacts that the account defines. */
export async function getContactAttributeFields(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	return await orReason(async () => await fieldsOf(this, 'contact_attribute'));
}

/** A field for each custom attribute of conversations that the account defines. */
export async function getConversationAttributeFields(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	return await orReason(async () => await fieldsOf(this, 'conversation_attribute'));
}

async function fieldsOf(
	context: ILoadOptionsFunctions,
	model: AttributeModel,
): Promise<ResourceMapperFields> {
	const definitions = await (await chosenAccount(context)).attributes.of(model);
	return {
		fields: definitions.map(fieldOf),
		emptyFieldsNotice: 'The account defines no custom attributes. They can be given as JSON.',
	};
}

/** The fields, or why there are none: n8n shows nothing at all in place of an error (n8n.md §4). */
async function orReason(load: () => Promise<ResourceMapperFields>): Promise<ResourceMapperFields> {
	try {
		return await load();
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		return {
			fields: [],
			emptyFieldsNotice: `No custom attributes to choose from: ${reason}. When this is mended, close the node and open it again.`,
		};
	}
}

/** The input that n8n offers for each type of attribute. */
const TYPES: Partial<Record<string, FieldType>> = {
	checkbox: 'boolean',
	currency: 'number',
	date: 'dateTime',
	link: 'string',
	list: 'options',
	number: 'number',
	percent: 'number',
	text: 'string',
};

function fieldOf(definition: AttributeDefinition): ResourceMapperField {
	const { attribute_key, attribute_display_name, attribute_display_type } = definition;
	const { attribute_values = [], regex_cue } = definition;
	const hasOptions = attribute_display_type === 'list' && attribute_values.length > 0;
	const type = TYPES[attribute_display_type] ?? 'string';
	return {
		id: attribute_key,
		displayName: `${attribute_display_name}${regex_cue ? ` (${regex_cue})` : ''}`,
		required: false,
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		type: type === 'options' && !hasOptions ? 'string' : type,
		...(hasOptions && {
			options: attribute_values.map((value) => ({ name: String(value), value })),
		}),
	};
}
