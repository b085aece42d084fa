import type { Resource } from '../operation/types';
import {
	createRecord,
	deleteRecord,
	getManyRecords,
	getRecord,
	updateRecord,
} from '../records/records';
import { macros } from './kind';
import { runMacro } from './run.operation';

export const macro: Resource = {
	name: 'Macro',
	value: 'macro',
	description: 'Steps that are ready to be carried out in conversations',
	kind: macros,
	usual: 'run',
	operations: [
		createRecord(macros, {
			description: 'Create a macro, which agents and Macro > Run can carry out',
			complete: (_param, fields) => ({ visibility: 'global', ...fields }),
		}),
		deleteRecord(macros, { description: 'Delete a macro' }),
		getRecord(macros, { description: 'Get one macro with its actions' }),
		getManyRecords(macros, { description: 'Get the macros that the token can see' }),
		runMacro,
		updateRecord(macros, {
			description: 'Change the name, the actions or the visibility of a macro',
			// If it is left out, the server clears it (chatwoot.md [794]).
			async adapt({ id, fields }, api) {
				if ('visibility' in fields) return fields;
				const { visibility } = await api.macros.get(id);
				return visibility === null ? fields : { ...fields, visibility };
			},
		}),
	],
};
