import type { IDataObject } from 'n8n-workflow';
import type { Integration, IntegrationApp } from '../../api/integrations';
import { inboxes } from '../inbox/kind';
import { field, flag } from '../kinds/fields';
import { kind, locatorOf, recordKind } from '../kinds/kind';
import { ofAccount } from '../kinds/of-account';

export const integrations = recordKind<Integration>({
	noun: 'integration',
	records: (api) => api.integrations,
	picker: {
		entry: ({ id, app_id, inbox, status }) => ({
			name: `${app_id}${inbox ? ` in ${inbox.name}` : ''}${status ? '' : ' (off)'}`,
			value: id,
		}),
		nothing: {
			message: 'The account has no integrations yet',
			description:
				'Apps are connected in Chatwoot under Settings > Integrations, or by Integration > Create.',
		},
	},
	simplified: ({ id, app_id, status, hook_type, inbox, settings }) => ({
		id,
		app_id,
		enabled: status,
		hook_type,
		inbox_id: inbox?.id ?? null,
		inbox_name: inbox?.name ?? null,
		settings,
	}),
	fields: [
		field(
			'app_id',
			{
				displayName: 'App Name or ID',
				name: 'app',
				type: 'options',
				typeOptions: ofAccount('getIntegrationApps'),
				default: '',
				description:
					'The app to connect. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			},
			(param, path) => param.trimmed(path),
			{ isNeeded: true, only: 'create' },
		),
		field(
			'settings',
			{
				displayName: 'Settings (JSON)',
				name: 'settings',
				type: 'json',
				default: '{}',
				placeholder: 'e.g. { "project_id": "shop", "credentials": {}, "region": "global" }',
				description:
					'What the app wants to know, such as its key: Get Apps lists the names. They replace those from before, all of them.',
			},
			(param, path) => param.optionalObject(path),
			{ isUsual: true },
		),
		field(
			'inbox_id',
			locatorOf(inboxes, 'The inbox that the app works in, for apps such as Dialogflow'),
			(param, path) => param.optionalId(path),
			{ only: 'create' },
		),
		flag('enabled', {
			displayName: 'Enabled',
			name: 'enabled',
			description: 'Whether the app is switched on',
		}),
	],
});

/** What an account can connect. */
export const apps = kind<IntegrationApp>({ noun: 'app', isListed: false, simplified: appOutput });

function appOutput({ hooks, settings_json_schema: schema, ...app }: IntegrationApp): IDataObject {
	const { id, name, description, enabled, hook_type } = app;
	const needed = schema?.required ?? [];
	return {
		id,
		name,
		description,
		enabled,
		hook_type: hook_type ?? null,
		integration_ids: hooks.map((hook) => hook.id),
		needed_settings: needed,
		optional_settings: Object.keys(schema?.properties ?? {}).filter((key) => !needed.includes(key)),
	};
}
