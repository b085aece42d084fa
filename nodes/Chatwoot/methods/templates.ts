import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	ResourceMapperFields,
} from 'n8n-workflow';
import { onOneLine } from '../../shared/text';
import { templateKey, templatesNamed, templatesOf, textOf, variablesOf } from '../api/templates';
import type { Template } from '../api/templates';
import { chosenAccount, chosenId } from './account';
import { pickerError, pickerResults } from './picker-results';

/** The approved WhatsApp templates of the inbox, by name and language. */
export async function searchTemplates(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { inbox, templates } = await templatesFor(this);
	const items = templates.map((template) => ({
		name: `${template.name} (${template.language}): ${onOneLine(textOf(template), 60)}`,
		value: templateKey(template),
	}));
	return pickerResults(this, items, filter, {
		message: `The inbox ${inbox} has no approved WhatsApp template`,
		description:
			'Templates are written and approved at WhatsApp; Chatwoot fetches them from there some time later.',
	});
}

/** A field for each value that the chosen template needs. */
export async function getTemplateParameters(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const wanted = chosen(this, 'template');
	if (wanted === '') return { fields: [], emptyFieldsNotice: 'Choose the template first.' };
	const { inbox, templates } = await templatesFor(this);
	const template = templatesNamed(templates, wanted).at(0);
	const variables = template ? variablesOf(template) : [];
	return {
		emptyFieldsNotice: template
			? 'The template needs no values.'
			: `The inbox ${inbox} has no approved template ${wanted}.`,
		fields: variables.map(({ key, label }) => ({
			id: key,
			displayName: label,
			required: false,
			defaultMatch: false,
			canBeUsedToMatch: false,
			display: true,
			type: 'string',
		})),
	};
}

/** The templates of the chosen inbox, or of the inbox of the chosen conversation. */
async function templatesFor(
	context: ILoadOptionsFunctions,
): Promise<{ inbox: string; templates: Template[] }> {
	const account = await chosenAccount(context);
	const { inboxes, conversations } = account;
	const inbox = chosenId(context, account, 'inbox');
	const conversation = chosenId(context, account, 'conversation');
	if (inbox === undefined && conversation === undefined) {
		throw pickerError(context, {
			message: 'Choose the inbox or the conversation first',
			description: 'They cannot be expressions here. Name the template then, in the mode By Name.',
		});
	}
	const id = inbox ?? (await conversations.get(conversation!)).inbox_id;
	const found = (await inboxes.list()).find((each) => each.id === id);
	const templates = found && templatesOf(found);
	if (templates) return { inbox: found.name, templates };
	throw pickerError(context, {
		message: `Inbox ${id} lists no WhatsApp templates`,
		description:
			'Choose a WhatsApp inbox. Templates of Twilio inboxes are typed under Additional Fields > WhatsApp Template.',
	});
}

function chosen(context: ILoadOptionsFunctions, name: string): string {
	const parameter = context.getCurrentNodeParameter(name) as { value?: unknown } | undefined;
	return String(parameter?.value ?? '');
}
