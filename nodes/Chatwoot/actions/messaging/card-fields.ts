import type { INodeProperties } from 'n8n-workflow';
import { rows, text } from './item-rows';

const buttons: INodeProperties = {
	displayName: 'Buttons',
	name: 'actions',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Button',
	default: {},
	description: 'The buttons of the card; a card needs at least one',
	options: [
		{
			displayName: 'Button',
			name: 'action',
			values: [
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: [
						{ name: 'Link', value: 'link', description: 'Opens a web address' },
						{ name: 'Postback', value: 'postback', description: 'Tells the workflow' },
					],
					default: 'link',
					description: 'What a click does: link or postback',
				},
				text({ displayName: 'Text', name: 'text', description: 'Label of the button' }),
				text({
					displayName: 'Address',
					name: 'uri',
					placeholder: 'e.g. https://example.com/shoes',
					displayOptions: { show: { type: ['link'] } },
					description: 'The web address that is opened',
				}),
				text({
					displayName: 'Payload',
					name: 'payload',
					placeholder: 'e.g. order:42',
					displayOptions: { show: { type: ['postback'] } },
					description: 'What the workflow gets when the button is clicked',
				}),
			],
		},
	],
};

export const cards = rows(
	'cards',
	['Cards', 'cards'],
	['Card', 'card'],
	[
		text({ displayName: 'Title', name: 'title', description: 'The heading of the card' }),
		text({
			displayName: 'Description',
			name: 'description',
			description: 'The text below the heading',
		}),
		text({
			displayName: 'Picture URL',
			name: 'mediaUrl',
			placeholder: 'e.g. https://example.com/shoe.png',
			description: 'Web address of the picture above the heading',
		}),
		buttons,
	],
	'The cards, side by side',
);
