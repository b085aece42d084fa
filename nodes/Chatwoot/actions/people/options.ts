import type { INodeProperties } from 'n8n-workflow';
import { optionsProperty } from '../../../shared/execution-options';
import { byName } from '../../../shared/fields';
import type { Resource } from '../../../shared/operation';
import { defaultCountryField } from '../parameters/default-country';
import { phoneField } from './identity';

/** The options of a node; those operations that take a phone number ask for its country, too. */
export function optionsOf<Context>(resources: Array<Resource<Context>>): INodeProperties {
	const countries = resources.flatMap(({ value, operations }) => {
		const taking = operations.filter(({ properties }) => takesPhone(properties));
		const show = { '/resource': [value], '/operation': taking.map((each) => each.value) };
		return taking.length > 0 ? [{ ...defaultCountryField, displayOptions: { show } }] : [];
	});
	const options = optionsProperty.options as INodeProperties[];
	return { ...optionsProperty, options: byName([...countries, ...options]) };
}

function takesPhone(properties: INodeProperties[]): boolean {
	return properties.some(
		({ name, type, options }) =>
			name === phoneField.property.name ||
			(type === 'collection' && takesPhone(options as INodeProperties[])),
	);
}
