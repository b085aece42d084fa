import { field } from '../../../actions/kinds/fields';
import type { Field } from '../../../actions/kinds/fields';
import { emailField, nameField, phoneField } from '../../../actions/people/identity';

/** What customers can say about themselves. */
export const personFields: Field[] = [
	nameField,
	emailField,
	phoneField,
	field(
		'custom_attributes',
		{
			displayName: 'Custom Attributes (JSON)',
			name: 'customAttributes',
			type: 'json',
			default: '{}',
			description:
				'Custom attributes of the contact as a JSON object with attribute keys, for example {"plan": "pro"}. They are kept as given, and added to those that are there.',
		},
		(param, path) => filled(param.optionalObject(path)),
	),
];

function filled<T extends object>(value: T | undefined): T | undefined {
	return value && Object.keys(value).length > 0 ? value : undefined;
}
