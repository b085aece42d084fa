import { NodeOperationError } from 'n8n-workflow';
import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	ResourceMapperFields,
} from 'n8n-workflow';
import { narrowed } from '../../shared/locator';
import { parseReference } from '../api/ids';
import { templateKey, templatesNamed, templatesOf, textOf, variablesOf } from '../api/templates';
import type { Template } from '../api/templates';
import { chosenAccount } from './account';

/** The approved WhatsApp templates of the inbox, by name and language. */
export async function searchTemplates(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const items = (await templatesFor(this)).map((template) => ({
		name: `${template.name} (${template.language}): ${textOf(template).replace(/\s+/g, ' ').slice(0, 60)}`,
		value: templateKey(template),
	}));
	return narrowed(items, filter);
}

/** A field for every value that the chosen template needs. */
export async function getTemplateParameters(
	this: ILoadOptionsFunctions,
): Promise<ResourceMapperFields> {
	const wanted = chosen(this, 'template');
	const [template] = wanted ? templatesNamed(await templatesFor(this), wanted) : [];
	const variables = template ? variablesOf(template) : [];
	return {
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

/** The templates of the inbox that is chosen, or that the chosen conversation is in. */
async function templatesFor(context: ILoadOptionsFunctions): Promise<Template[]> {
	const { inboxes, conversations } = await chosenAccount(context);
	const inbox = parseReference('inbox', chosen(context, 'inbox'))?.id;
	const conversation = parseReference('conversation', chosen(context, 'conversation'))?.id;
	if (inbox === undefined && conversation === undefined) {
		throw new NodeOperationError(context.getNode(), 'Choose the inbox or the conversation first', {
			description: 'They cannot be expressions here. Name the template then, in the mode By Name.',
		});
	}
	const id = inbox ?? (await conversations.get(conversation!)).inbox_id;
	const found = (await inboxes.list()).find((each) => each.id === id);
	const templates = found && templatesOf(found);
	if (templates) return templates;
	throw new NodeOperationError(context.getNode(), `Inbox ${id} lists no WhatsApp templates`);
}

function chosen(context: ILoadOptionsFunctions, name: string): string {
	const parameter = context.getCurrentNodeParameter(name) as { value?: unknown } | undefined;
	return String(parameter?.value ?? '');
}
