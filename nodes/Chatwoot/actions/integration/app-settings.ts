import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../shared/json';
import { quote } from '../../../shared/text';
import type { AccountApi } from '../../api';
import type { IntegrationApp, SettingsSchema } from '../../api/integrations';
import type { ChatwootParameters } from '../parameters/parameters';

/**
 * Refuses what the server would take although nothing could work with it, such as an unknown app, or
 * refuse without saying what is wrong (chatwoot.md [798]).
 */
export async function checkedForApp(
	fields: IDataObject,
	{ integrations }: AccountApi,
	param: ChatwootParameters,
): Promise<IDataObject> {
	const apps = await integrations.apps();
	const app = apps.find(({ id }) => id === fields.app_id);
	if (!app) {
		const known = apps.map(({ id }) => id).join(', ');
		return param.refuse('app', `is ${quote(fields.app_id)}`, `This server knows: ${known}.`);
	}
	// To others the server says that they are no administrator.
	if (app.hook_type === undefined) return fields;
	const { settings_json_schema: schema, hook_type } = app;
	if (!schema) {
		return param.refuse(
			'app',
			`is ${quote(app.id)}, which is not connected by settings`,
			'Connect it in Chatwoot under Settings > Integrations; for webhooks there is Webhook > Create.',
		);
	}
	if (hook_type === 'inbox' && fields.inbox_id === undefined) {
		const wayOut = `${app.name} works in one inbox: choose it.`;
		return param.refuse('additionalFields.inbox', 'is empty', wayOut);
	}
	const settings = isObject(fields.settings) ? fields.settings : {};
	checkSettings(settings, app, param, 'settings');
	return { ...fields, settings };
}

/** The same for the settings of an app that is connected already. */
export async function checkedSettings(
	{ id, fields }: { id: number; fields: IDataObject },
	{ integrations }: AccountApi,
	param: ChatwootParameters,
): Promise<IDataObject> {
	const { settings } = fields;
	if (!isObject(settings)) return fields;
	const { app_id } = await integrations.get(id);
	const app = (await integrations.apps()).find((each) => each.id === app_id);
	if (app) checkSettings(settings, app, param, 'updateFields.settings');
	return fields;
}

function checkSettings(
	settings: IDataObject,
	{ name, settings_json_schema: schema }: IntegrationApp,
	param: ChatwootParameters,
	path: string,
): void {
	if (!schema) return;
	const { properties, required = [] } = schema;
	const missing = required.filter((key) => !Object.hasOwn(settings, key));
	const unknown = Object.keys(settings).filter((key) => !Object.hasOwn(properties, key));
	const wrong = Object.keys(settings).filter(
		(key) => Object.hasOwn(properties, key) && !isOfType(settings[key], properties[key].type),
	);
	const problems = [
		...(missing.length > 0 ? [`lacks ${missing.join(', ')}`] : []),
		...(unknown.length > 0 ? [`holds ${unknown.map(quote).join(', ')}, unknown to ${name}`] : []),
		...wrong.map((key) => `holds ${key}, which has to be of the type ${properties[key].type}`),
	];
	if (problems.length > 0) param.refuse(path, problems.join(' and '), told(name, schema));
}

function told(name: string, { properties, required = [] }: SettingsSchema): string {
	const all = Object.entries(properties).map(
		([key, { type = 'any' }]) => `${key} (${type}${required.includes(key) ? ', needed' : ''})`,
	);
	return `${name} takes: ${all.join(', ')}.`;
}

/** Whether a value is of a type of JSON Schema; where it names none, any value is. */
function isOfType(value: unknown, type: string | undefined): boolean {
	if (type === undefined) return true;
	if (type === 'integer') return Number.isInteger(value);
	if (type === 'object') return isObject(value);
	return type === 'array' ? Array.isArray(value) : typeof value === type;
}
