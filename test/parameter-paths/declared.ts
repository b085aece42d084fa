import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

type Level = Array<INodeProperties | INodePropertyOptions | INodePropertyCollection>;

/** Every path under which n8n can hold a value of these properties, rows of lists without an index. */
export function pathsOf(properties: Level, prefix = ''): string[] {
	return properties.flatMap((property) => {
		const path = `${prefix}${property.name}`;
		// The user's mappings are in `value`, by names that only the server knows.
		if ('type' in property && property.type === 'resourceMapper') return [path, `${path}.value`];
		return [path, ...pathsOf(below(property), `${path}.`)];
	});
}

function below(property: Level[number]): Level {
	if ('values' in property) return property.values;
	const isGroup = 'type' in property && /^(fixedC|c)ollection$/.test(property.type);
	return (isGroup && property.options) || [];
}
