import type { Macro } from '../../api/macros';
import { stepsField } from '../automation/steps';
import { choice, name } from '../kinds/fields';
import { noRecordsYet, recordKind } from '../kinds/kind';

export const macros = recordKind<Macro>({
	noun: 'macro',
	example: '6',
	records: (api) => api.macros,
	picker: {
		entry: ({ id, name: label, visibility }) => ({
			name: visibility === 'personal' ? `${label} (personal)` : label,
			value: id,
		}),
		nothing: noRecordsYet('macro'),
	},
	fields: [
		name(
			'name',
			{ displayName: 'Name', name: 'name', description: 'The name of the macro' },
			{ isNeeded: true },
		),
		stepsField('macro'),
		choice('visibility', {
			displayName: 'Visibility',
			name: 'visibility',
			type: 'options',
			options: [
				{ name: 'Global', value: 'global', description: 'For all agents of the account' },
				{ name: 'Personal', value: 'personal', description: 'For the user of the token only' },
			],
			default: 'global',
			description:
				'Who may see and run the macro: global or personal. Those of agents are always personal.',
		}),
	],
});
