import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../shared/json';
import type { Portal } from '../../api/portals';
import type { Resource } from '../operation/types';
import {
	createRecord,
	deleteRecord,
	getManyRecords,
	getRecord,
	updateRecord,
} from '../records/records';
import { portals } from './kind';

const access = 'administrator';

/** The server keeps the languages together in the settings of a portal. */
function withConfig({ allowed_locales, default_locale, ...fields }: IDataObject): IDataObject {
	const config = {
		...(allowed_locales !== undefined && { allowed_locales }),
		...(default_locale !== undefined && { default_locale }),
	};
	return Object.keys(config).length > 0 ? { ...fields, config } : fields;
}

/**
 * It was not measured whether the server keeps the other half of the settings, so it is sent along.
 */
function withWholeConfig(fields: IDataObject, { config }: Portal): IDataObject {
	if (!isObject(fields.config)) return fields;
	const allowed_locales = config.allowed_locales.map(({ code }) => code);
	const { default_locale } = config;
	return { ...fields, config: { allowed_locales, default_locale, ...fields.config } };
}

export const portal: Resource = {
	name: 'Portal',
	value: 'portal',
	description: 'Help centers, in which articles stand',
	kind: portals,
	operations: [
		createRecord(portals, {
			description: 'Create a help center',
			access,
			complete: (_param, fields) => withConfig(fields),
			orderKey: ({ param }) => `portal ${param.text('slug').trim()}`,
		}),
		deleteRecord(portals, {
			description: 'Delete a help center with all its categories and articles',
			access,
		}),
		getRecord(portals, { description: 'Get one help center with the numbers of its articles' }),
		getManyRecords(portals, { description: 'Get the help centers of the account' }),
		updateRecord(portals, {
			description: 'Change a help center, or archive it',
			access,
			complete: (_param, fields) => withConfig(fields),
			adapt: async ({ id, fields }, api) =>
				'config' in fields ? withWholeConfig(fields, await api.portals.get(id)) : fields,
		}),
	],
};
