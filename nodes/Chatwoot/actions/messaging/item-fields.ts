import type { INodeProperties } from 'n8n-workflow';
import { cards } from './card-fields';
import { formFields } from './form-fields';
import { rows, text } from './item-rows';

const RICH = ['article', 'cards', 'form', 'input_select'];

const optionValues: INodeProperties[] = [
	text({ displayName: 'Title', name: 'title', description: 'What the customer sees' }),
	text({
		displayName: 'Value',
		name: 'value',
		description: 'What the workflow gets when it is chosen; the title when empty',
	}),
];

const selectOptions = rows(
	'input_select',
	['Options to Select', 'selectOptions'],
	['Option', 'option'],
	optionValues,
	'The options of which the customer chooses one',
);

const articles = rows(
	'article',
	['Articles', 'articles'],
	['Article', 'article'],
	[
		text({ displayName: 'Title', name: 'title', description: 'The heading of the article' }),
		text({
			displayName: 'Link',
			name: 'link',
			placeholder: 'e.g. https://example.com/help/returns',
			description: 'The web address of the article',
		}),
		text({
			displayName: 'Description',
			name: 'description',
			description: 'What the article is about, below the heading',
		}),
	],
	'The articles that are linked',
);

/** The parts of a rich message: row by row, or as JSON. */
export const itemFields: INodeProperties[] = [
	{
		displayName: 'Items Are Given',
		name: 'itemsMode',
		type: 'options',
		options: [
			{ name: 'As JSON', value: 'json', description: 'One list, for example from an expression' },
			{ name: 'Row by Row', value: 'builder' },
		],
		default: 'builder',
		displayOptions: { show: { contentType: RICH } },
		description: 'How the parts of the message are filled in',
	},
	selectOptions,
	cards,
	formFields,
	articles,
	{
		displayName: 'Items',
		name: 'items',
		type: 'json',
		displayOptions: { show: { contentType: RICH, itemsMode: ['json'] } },
		default: '[]',
		placeholder: 'e.g. [{"title": "Yes", "value": "yes"}]',
		description:
			'The parts as a JSON list. Select options: [{"title", "value"}]. Cards: [{"title", "description", "media_url", "actions": [{"type": "link", "text", "uri"} or {"type": "postback", "text", "payload"}]}]. Form: [{"name", "type", "label", "placeholder", "default", "required", "options": [{"label", "value"}]}]. Article links: [{"title", "description", "link"}].',
	},
];
