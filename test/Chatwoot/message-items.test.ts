import type { IDataObject } from 'n8n-workflow';
import { byId, demo, shownIn } from './chatwoot';
import { Desk } from './desk';

const desk = new Desk('message');
const create = { conversation: byId(demo.conversation), text: 'Please choose' };

const options = (...option: object[]) => ({
	...create,
	contentType: 'input_select',
	selectOptions: { option },
});
const cards = (...card: object[]) => ({ ...create, contentType: 'cards', cards: { card } });
const form = (...field: object[]) => ({ ...create, contentType: 'form', formFields: { field } });
const articles = (...article: object[]) => ({
	...create,
	contentType: 'article',
	articles: { article },
});
const buy = { type: 'link', text: 'Buy', uri: 'https://shop.test/1' };

/** The items of the message as Chatwoot stores them. */
const itemsOf = async (parameters: object, items?: IDataObject[]) =>
	(await desk.output('create', parameters, { items })).map(
		({ content_attributes }) => (content_attributes as IDataObject).items,
	);

describe('Items that are filled in row by row', () => {
	it('are options, whose value is the title when there is none', async () => {
		const parameters = options({ title: 'Yes', value: 'y' }, { title: 'No' });
		expect(await itemsOf(parameters)).toEqual([
			[
				{ title: 'Yes', value: 'y' },
				{ title: 'No', value: 'No' },
			],
		]);
		expect(shownIn(desk.chatwoot).at(-1)).toBe('Please choose');
	});

	it('are cards with pictures and buttons', async () => {
		const postback = { type: 'postback', text: 'Keep', payload: 'keep:1' };
		const card = {
			title: 'Shoe',
			description: 'Red',
			mediaUrl: 'https://shop.test/1.png',
			actions: { action: [buy, postback] },
		};
		expect(await itemsOf(cards(card, { title: 'Sock', actions: { action: [buy] } }))).toEqual([
			[
				{
					title: 'Shoe',
					description: 'Red',
					media_url: 'https://shop.test/1.png',
					actions: [buy, postback],
				},
				{ title: 'Sock', actions: [buy] },
			],
		]);
	});

	it('are fields of a form', async () => {
		const order = {
			name: 'order',
			label: 'Order number',
			placeholder: '1000',
			default: '1',
			required: true,
			pattern: '^[0-9]+$',
			patternError: 'Digits only',
		};
		const size = { type: 'select', name: 'size', options: 'S\n\n M ' };
		const [items] = await itemsOf(form(order, { type: 'email', name: 'mail' }, size));
		expect(items).toEqual([
			{
				name: 'order',
				type: 'text',
				label: 'Order number',
				placeholder: '1000',
				default: '1',
				required: true,
				pattern: '^[0-9]+$',
				pattern_error: 'Digits only',
			},
			{ name: 'mail', type: 'email', label: 'mail' },
			{
				name: 'size',
				type: 'select',
				label: 'size',
				options: [
					{ label: 'S', value: 'S' },
					{ label: 'M', value: 'M' },
				],
			},
		]);
	});

	it('are links to articles', async () => {
		const article = { title: 'Returns', link: 'https://help.test/1', description: 'How to' };
		expect(await itemsOf(articles(article))).toEqual([[article]]);
	});

	it('may differ from item to item', async () => {
		const parameters = options({ title: '={{ $json.title }}', value: '={{ $json.id }}' });
		const items = [
			{ title: 'One', id: 1 },
			{ title: 'Two', id: 2 },
		];
		expect(await itemsOf(parameters, items)).toEqual([
			[{ title: 'One', value: '1' }],
			[{ title: 'Two', value: '2' }],
		]);
	});

	it('reach a contact, too', async () => {
		const person = { inbox: byId(demo.api), email: 'dan@davies.example' };
		const [output] = await desk.output('sendToContact', {
			...options({ title: 'Yes' }),
			...person,
		});
		expect(output.message).toMatchObject({
			content_type: 'input_select',
			content_attributes: { items: [{ title: 'Yes', value: 'Yes' }] },
		});
	});

	it.each([
		['no option', options(), '"Options to Select" needs at least one item'],
		[
			'an option without title',
			options({ title: 'A' }, { value: 'b' }),
			'"Options to Select > Option 2 > Title" is empty',
		],
		['a card without title', cards({}), '"Cards > Card 1 > Title" is empty'],
		['a card without buttons', cards({ title: 'A' }), 'a card without actions is refused'],
		[
			'a button without address',
			cards({ title: 'A', actions: { action: [buy, { ...buy, uri: '' }] } }),
			'"Cards > Card 1 > Buttons > Button 2 > Address" is empty',
		],
		[
			'a button without payload',
			cards({ title: 'A', actions: { action: [{ type: 'postback', text: 'A' }] } }),
			'Button 1 > Payload" is empty',
		],
		[
			'a picture without address',
			cards({ title: 'A', mediaUrl: 'shoe.png', actions: { action: [buy] } }),
			'"Cards > Card 1 > Picture URL" is not a web address: "shoe.png"',
		],
		[
			'a button of an unknown kind',
			cards({ title: 'A', actions: { action: [{ ...buy, type: '={{ "call" }}' }] } }),
			'Type" is "call" It has to be one of: link, postback.',
		],
		['a field without name', form({ type: 'email' }), '"Form Fields > Field 1 > Name" is empty'],
		[
			'a list without options',
			form({ type: 'select', name: 'a' }),
			'"Form Fields > Field 1 > Options" is empty',
		],
		['an article without link', articles({ title: 'A' }), '"Articles > Article 1 > Link" is empty'],
	])('are refused before any request: %s', async (_, parameters, text) => {
		expect(await desk.refusal('create', parameters)).toContain(text);
		expect(desk.chatwoot.requests).toEqual([]);
	});
});
