import { field } from '../../../actions/kinds/fields';
import type { Field } from '../../../actions/kinds/fields';

/** A JSON object that the server keeps as it is; an empty one is sent only to clear what is there. */
export function jsonField(key: string, displayName: string, description: string): Field {
	const name = key.replace(/_./g, (letter) => letter[1].toUpperCase());
	return field(
		key,
		{ displayName, name, type: 'json', default: '{}', description },
		(param, path) => param.optionalObject(path),
	);
}
