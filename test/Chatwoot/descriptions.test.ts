import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import type { Resource } from '../../nodes/shared/operation';
import { chatwootIntegration } from '../../nodes/Chatwoot/actions';
import { clientIntegration } from '../../nodes/Chatwoot/client/actions';
import { platformIntegration } from '../../nodes/Chatwoot/platform/actions';

/** All parameters of an operation, those in collections too, by their paths. */
function pathsOf(properties: INodeProperties[], before = ''): Array<[string, INodeProperties]> {
	return properties.flatMap((property) => {
		const path = `${before}${property.name}`;
		const inner = (property.options ?? []).flatMap((option) => {
			if (property.type === 'collection') return pathsOf([option as INodeProperties], `${path}.`);
			if (property.type !== 'fixedCollection') return [];
			return pathsOf((option as INodePropertyCollection).values, `${path}.`);
		});
		return [[path, property], ...inner];
	});
}

const resources: Array<Resource<never>> = [
	...chatwootIntegration.resources,
	...clientIntegration.resources,
	...platformIntegration.resources,
];
const operations = resources.flatMap(({ name, operations: all }) =>
	all.map((operation): [string, INodeProperties[]] => [
		`${name} > ${operation.name}`,
		operation.properties,
	]),
);

describe.each(operations)('%s', (_name, properties) => {
	it('describes every parameter', () => {
		// The name of a collection says enough.
		const silent = pathsOf(properties).filter(
			([, { description, type }]) => !description && type !== 'collection',
		);
		expect(silent.map(([path]) => path)).toEqual([]);
	});

	it('reads the options of the account anew when another account is chosen', () => {
		const stale = pathsOf(properties).filter(
			([, { type, typeOptions }]) =>
				(typeOptions?.loadOptionsMethod !== undefined || type === 'resourceMapper') &&
				!typeOptions?.loadOptionsDependsOn?.includes('account.value'),
		);
		expect(stale.map(([path]) => path)).toEqual([]);
	});

	it('has Simplify above the collection of all that may be left out', () => {
		const names = properties.map(({ name }) => name);
		if (!names.includes('additionalFields') || !names.includes('simplify')) return;
		expect(names.indexOf('simplify')).toBeLessThan(names.indexOf('additionalFields'));
	});

	it('demands no parameter: n8n would demand it of all operations', () => {
		expect(pathsOf(properties).filter(([, { required }]) => required)).toEqual([]);
	});
});
