import { hintDifferences } from '../../../actions/kinds/differences';
import { field, newFieldProperties, newFieldsFrom, usual } from '../../../actions/kinds/fields';
import { proofOf } from '../../../api/client/identity';
import { operation } from '../operation/operation';
import { newSourceIdFrom } from '../places/customer';
import { personFields } from './fields';
import { identifierField } from './identity';

const fields = [
	field(
		'source_id',
		{
			displayName: 'Source ID',
			name: 'sourceId',
			type: 'string',
			default: '',
			placeholder: 'e.g. visitor-7f3a',
			description:
				'By which the inbox shall know the customer, for example an ID of your chat. Whoever has it can write as this customer, so it should be hard to guess. When empty, Chatwoot makes a new one each time.',
		},
		newSourceIdFrom,
		{ isUsual: true },
	),
	...usual([identifierField]),
	...personFields,
];

export const findOrCreateContact = operation({
	name: 'Find or Create',
	value: 'findOrCreate',
	action: 'Find or create contact',
	description:
		'Get the contact with this source ID, identifier, email or phone number, or make a new one, with a session',
	fields: newFieldProperties(fields),
	read: (param) => newFieldsFrom(fields, param),
	async act({ api, input: { identifier, ...rest }, hint }) {
		const proof = proofOf(identifier as string | undefined, api.hmacToken);
		const contact = await api.contacts.findOrCreate(rest, proof);
		hintDifferences(hint, `contact ${contact.id}`, rest, contact);
		return contact;
	},
});
