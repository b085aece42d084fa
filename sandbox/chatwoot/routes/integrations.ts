import type { Call } from '../call';
import apps from '../data/integration-apps.json';
import * as cast from '../http/cast';
import { serverError } from '../http/errors';
import type { Params } from '../http/params';
import { empty } from '../http/reply';
import { Validation } from '../rules/errors';
import type { Hook } from '../state/records';
import type { Routes } from './routes';

/** An integration as in the server's own list; its settings are a JSON schema. */
interface App {
	id: string;
	name: string;
	description: string;
	short_description: string;
	hook_type: string;
	allow_multiple_hooks: boolean;
	visible_properties?: string[];
	settings_json_schema?: {
		properties: Record<string, { type: string } | undefined>;
		required: string[];
	};
}

const APPS: App[] = apps;

function appOf(id: string | null): App | undefined {
	return APPS.find((app) => app.id === id);
}

function hookView({ state }: Call, hook: Hook) {
	const inbox = state.inboxes.get(hook.inbox_id);
	const app = appOf(hook.app_id);
	const shown = Object.entries(hook.settings).filter(
		([key]) => app?.visible_properties?.includes(key) ?? true,
	);
	return {
		id: hook.id,
		app_id: hook.app_id,
		status: hook.enabled,
		inbox: inbox ? { id: inbox.id, name: inbox.name } : null,
		account_id: hook.account_id,
		hook_type: app?.hook_type ?? 'account',
		settings: Object.fromEntries(shown),
		reference_id: null,
	};
}

function hooksOf({ state, account }: Call, appId: string | null): Hook[] {
	return state.hooks.where((row) => row.account_id === account.id && row.app_id === appId);
}

function isEnabled(call: Call, id: string): boolean {
	const isOwn = (row: { account_id: number }) => row.account_id === call.account.id;
	if (id === 'webhook') return call.state.webhooks.find(isOwn) !== undefined;
	if (id === 'dashboard_apps') return call.state.dashboardApps.find(isOwn) !== undefined;
	return hooksOf(call, id).length > 0;
}

/** Only administrators see an app's settings (chatwoot.md [798]). */
function appView(call: Call, { id, name, description, short_description, ...more }: App) {
	return {
		id,
		name,
		description,
		short_description,
		enabled: isEnabled(call, id),
		...(call.isAdmin ? more : {}),
		hooks: hooksOf(call, id).map((hook) => hookView(call, hook)),
	};
}

function show(call: Call) {
	const app = appOf(call.path.id);
	if (!app) throw serverError("undefined method 'id' for nil");
	return appView(call, app);
}

function fits({ properties, required }: NonNullable<App['settings_json_schema']>, given: Params) {
	const typeOf = (value: unknown) =>
		value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
	const isAllowed = ([key, value]: [string, unknown]) => properties[key]?.type === typeOf(value);
	return required.every((key) => key in given) && Object.entries(given).every(isAllowed);
}

function check(call: Call, hook: Omit<Hook, 'id'>): void {
	const app = appOf(hook.app_id);
	const validation = new Validation().present('app_id', hook.app_id);
	if (app?.hook_type === 'inbox' && hook.inbox_id === null) {
		validation.add('inbox_id', "can't be blank");
	}
	if (app?.settings_json_schema && !fits(app.settings_json_schema, hook.settings)) {
		validation.add('settings', ': Invalid settings data');
	}
	const twin = !app?.allow_multiple_hooks && hooksOf(call, hook.app_id)[0];
	validation.taken('app_id', twin).finish();
}

const COLUMNS = ['app_id', 'inbox_id', 'status', 'settings'];

function createHook(call: Call) {
	const params = call.wrapped('hook', COLUMNS);
	const hook = {
		account_id: call.account.id,
		app_id: cast.text(cast.scalar(params.app_id)),
		inbox_id: cast.id(params.inbox_id) ?? null,
		enabled: statusOf(params) ?? true,
		settings: cast.object(params.settings) ?? {},
	};
	check(call, hook);
	return hookView(call, call.state.hooks.insert(hook));
}

function statusOf(params: Params): boolean | undefined {
	const word = cast.text(cast.scalar(params.status));
	if (word === null) return undefined;
	if (!['enabled', 'disabled'].includes(word)) throw serverError(`'${word}' is not valid`);
	return word === 'enabled';
}

function updateHook(call: Call) {
	const hook = call.find(call.state.hooks, call.id());
	const params = call.wrapped('hook', COLUMNS);
	hook.enabled = statusOf(params) ?? hook.enabled;
	hook.settings = cast.object(params.settings) ?? hook.settings;
	return hookView(call, hook);
}

function removeHook(call: Call) {
	call.state.hooks.remove(call.find(call.state.hooks, call.id()).id);
	return empty();
}

export function integrationRoutes(on: Routes): void {
	const admin = { admin: true };
	on.account('GET', 'integrations/apps', (call) => ({
		payload: APPS.map((app) => appView(call, app)),
	}));
	on.account('GET', 'integrations/apps/:id', show);
	on.account('POST', 'integrations/hooks', createHook, admin);
	on.account('PATCH', 'integrations/hooks/:id', updateHook, admin);
	on.account('DELETE', 'integrations/hooks/:id', removeHook, admin);
}
