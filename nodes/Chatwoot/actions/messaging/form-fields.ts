import { rows, text } from './item-rows';

export const formFields = rows(
	'form',
	['Form Fields', 'formFields'],
	['Field', 'field'],
	[
		{
			displayName: 'Type',
			name: 'type',
			type: 'options',
			options: [
				{ name: 'Email', value: 'email' },
				{ name: 'Select', value: 'select', description: 'A list to choose from' },
				{ name: 'Text', value: 'text', description: 'One line' },
				{ name: 'Text Area', value: 'text_area', description: 'Several lines' },
			],
			default: 'text',
			description: 'What the customer enters: email, select, text or text_area',
		},
		text({
			displayName: 'Name',
			name: 'name',
			placeholder: 'e.g. order_number',
			description: 'The key under which the workflow gets what was entered',
		}),
		text({
			displayName: 'Label',
			name: 'label',
			description: 'Stands above the field; the name when empty',
		}),
		text({
			displayName: 'Placeholder',
			name: 'placeholder',
			description: 'Stands in the field while it is empty',
		}),
		text({
			displayName: 'Default',
			name: 'default',
			description: 'What stands in the field before the customer enters anything',
		}),
		{
			displayName: 'Required',
			name: 'required',
			type: 'boolean',
			default: false,
			description: 'Whether the form can only be sent with this field filled in',
		},
		text({
			displayName: 'Options',
			name: 'options',
			typeOptions: { rows: 3 },
			displayOptions: { show: { type: ['select'] } },
			description: 'The options to choose from, one per line',
		}),
		text({
			displayName: 'Pattern',
			name: 'pattern',
			placeholder: 'e.g. ^[0-9]+$',
			displayOptions: { show: { type: ['text'] } },
			description: 'A regular expression that the text has to match',
		}),
		text({
			displayName: 'Pattern Error',
			name: 'patternError',
			displayOptions: { show: { type: ['text'] } },
			description: 'What the customer is told when the text does not match',
		}),
	],
	'The fields of the form from top to bottom',
);
