import { field } from './fields';
import type { Field } from './fields';
import { ofAccount } from './of-account';

/** A field for the id of a record, chosen from a list of the account. */
export function choiceOfRecord(
	key: string,
	{
		displayName,
		name,
		method,
		description,
	}: { displayName: string; name: string; method: string; description: string },
	role?: Pick<Field, 'isNeeded' | 'isUsual' | 'only'>,
): Field {
	return field(
		key,
		{
			displayName,
			name,
			type: 'options',
			typeOptions: ofAccount(method),
			default: '',
			description: `${description}. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
		},
		(param, path) => param.optionalId(path),
		role,
	);
}
