import { additionalFields } from '../../../../shared/fields';
import { operation } from '../operation/operation';
import { customer } from '../places/customer';
import { identifierField, proofFrom } from './identity';

export const getContact = operation({
	name: 'Get',
	value: 'get',
	action: 'Get contact',
	description: 'Get the contact that the inbox knows by a source ID',
	on: customer,
	isReading: true,
	fields: [additionalFields([identifierField.property])],
	read: (param, { api }) => proofFrom(param, 'additionalFields.identifier', api),
	act: async ({ api, place, input: proof }) => await api.contacts.get(place, proof),
});
