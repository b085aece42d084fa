import type { IDataObject } from 'n8n-workflow';
import { withoutUndefined } from '../../../shared/json';
import { problemOfItems } from '../../api/items';
import type { ContentType } from '../../api/items';
import type { ChatwootParameters } from '../parameters/parameters';
import { webUrl } from '../parameters/urls';

type RichType = Exclude<ContentType, 'text'>;
type ReadRow = (param: ChatwootParameters, row: string) => IDataObject;

/** Where the rows of each content type are, and how to read one. */
const BUILDERS: Record<RichType, { rows: string; read: ReadRow }> = {
	article: { rows: 'articles.article', read: articleAt },
	cards: { rows: 'cards.card', read: cardAt },
	form: { rows: 'formFields.field', read: formFieldAt },
	input_select: { rows: 'selectOptions.option', read: optionAt },
};

/**
 * The items of a message of this type, from the rows or the JSON of `itemFields`, else from
 * `attributes`. What the server refuses is refused here.
 */
export function itemsFrom(
	param: ChatwootParameters,
	type: RichType,
	attributes: IDataObject,
): IDataObject[] {
	const isJson = param.choice('itemsMode', ['builder', 'json']) === 'json';
	const { rows, read } = BUILDERS[type];
	const built = isJson ? param.optionalList('items') : rowsAt(param, rows, read);
	const items = built ?? attributes.items;
	const problem = problemOfItems(type, items);
	if (problem) param.refuse(isJson ? 'items' : rows.replace(/\..*/, ''), problem);
	return items as IDataObject[];
}

/** Undefined when there are no rows. */
function rowsAt(param: ChatwootParameters, path: string, read: ReadRow): IDataObject[] | undefined {
	const rows = param.optionalList(path);
	if (!rows?.length) return undefined;
	return rows.map((_, index) => read(param, `${path}[${index}]`));
}

function optionAt(param: ChatwootParameters, row: string): IDataObject {
	const title = param.requiredText(`${row}.title`);
	return { title, value: param.optionalText(`${row}.value`) ?? title };
}

function articleAt(param: ChatwootParameters, row: string): IDataObject {
	return withoutUndefined({
		title: param.requiredText(`${row}.title`),
		description: param.optionalText(`${row}.description`),
		link:
			webUrl(param, `${row}.link`, 'https://shop.example.com/help') ??
			param.refuse(`${row}.link`, 'is empty'),
	});
}

function cardAt(param: ChatwootParameters, row: string): IDataObject {
	return withoutUndefined({
		title: param.requiredText(`${row}.title`),
		description: param.optionalText(`${row}.description`),
		media_url: webUrl(param, `${row}.mediaUrl`, 'https://shop.example.com/shoe.png'),
		actions: rowsAt(param, `${row}.actions.action`, buttonAt),
	});
}

function buttonAt(param: ChatwootParameters, row: string): IDataObject {
	const type = param.choice(`${row}.type`, ['link', 'postback']);
	const text = param.requiredText(`${row}.text`);
	if (type === 'postback') return { type, text, payload: param.requiredText(`${row}.payload`) };
	return { type, text, uri: param.requiredText(`${row}.uri`).trim() };
}

function formFieldAt(param: ChatwootParameters, row: string): IDataObject {
	const type = param.choice(`${row}.type`, ['email', 'select', 'text', 'text_area']);
	const name = param.requiredText(`${row}.name`).trim();
	const lines = type === 'select' ? param.requiredText(`${row}.options`).split('\n') : [];
	const options = lines.map((line) => line.trim()).filter((line) => line !== '');
	const isText = type === 'text';
	return withoutUndefined({
		name,
		type,
		label: param.optionalText(`${row}.label`) ?? name,
		placeholder: param.optionalText(`${row}.placeholder`),
		default: param.optionalText(`${row}.default`),
		required: param.boolean(`${row}.required`) || undefined,
		options: type === 'select' ? options.map((each) => ({ label: each, value: each })) : undefined,
		pattern: isText ? param.optionalText(`${row}.pattern`) : undefined,
		pattern_error: isText ? param.optionalText(`${row}.patternError`) : undefined,
	});
}
