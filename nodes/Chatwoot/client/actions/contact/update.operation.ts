import type { IDataObject } from 'n8n-workflow';
import { changeProperties, changesFrom } from '../../../actions/kinds/fields';
import { refuseNoChange } from '../../../actions/kinds/fields';
import { avatarField, avatarFrom } from '../../../actions/records/avatars';
import type { ContactRow } from '../../../api/client/types';
import { operation } from '../operation/operation';
import { customer } from '../places/customer';
import { personFields } from './fields';
import { identifierField, proofFrom } from './identity';

export const updateContact = operation({
	name: 'Update',
	value: 'update',
	action: 'Update contact',
	description:
		'Change the contact that has a source ID. The email or phone number of another contact makes the two one.',
	on: customer,
	fields: changeProperties(personFields, [identifierField.property, avatarField]),
	async read(param, context) {
		const fields = changesFrom(personFields, param);
		const avatar = await avatarFrom(context, 'updateFields');
		if (!avatar) refuseNoChange(param, fields);
		return { fields, avatar, proof: proofFrom(param, 'updateFields.identifier', context.api) };
	},
	async act({ api, place, input: { fields, avatar, proof } }) {
		const row = await api.contacts.update(place, fields, proof, avatar);
		return contactOutput(place, row);
	},
});

/** The fields of a contact that workflows use. */
function contactOutput(source_id: string, row: ContactRow): IDataObject {
	const { id, name, email, phone_number, identifier, blocked } = row;
	const { custom_attributes, additional_attributes } = row;
	return {
		source_id,
		...{ id, name, email, phone_number, identifier, blocked },
		...{ custom_attributes, additional_attributes },
	};
}
