import type { INodeProperties } from 'n8n-workflow';
import { optionsProperty } from '../../../shared/execution-options';

/** The country of phone numbers that come without one, read by `ChatwootParameters.phone`. */
export const defaultCountryField: INodeProperties = {
	displayName: 'Default Country Name or ID',
	name: 'defaultCountry',
	type: 'options',
	typeOptions: { loadOptionsMethod: 'getCountries' },
	default: '',
	description:
		'The country of phone numbers that are written without one, as in 0172 1234567; as two letters of ISO 3166, for example DE or BR. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** The options as a refusal names them. */
export const optionsWithCountry: INodeProperties = {
	...optionsProperty,
	options: [defaultCountryField],
};
