import type { Call } from '../call';
import * as cast from '../http/cast';
import type { Params } from '../http/params';
import { isParams } from '../http/params';
import { empty } from '../http/reply';
import { Validation } from '../rules/errors';
import { iso, now } from '../state/clock';
import type { DashboardApp } from '../state/records';
import type { Routes } from './routes';

function view({ id, title, content, created_at }: DashboardApp) {
	return { id, title, content, created_at: iso(created_at) };
}

function isFrame({ type, url }: Params): boolean {
	return type === 'frame' && typeof url === 'string' && /^https?:\/\/\S+/.test(url);
}

/** The columns that were sent, checked: the content is a list of frames (chatwoot.md [797]). */
function saved(call: Call, row: Omit<DashboardApp, 'id'>): Omit<DashboardApp, 'id'> {
	const params = call.wrapped('dashboard_app', ['title', 'content']);
	const frames = cast.list(params.content)?.filter(isParams);
	const draft = { ...row };
	if ('title' in params) draft.title = cast.text(cast.scalar(params.title));
	if (frames) draft.content = frames.map(({ url, type }) => ({ url, type }));
	const check = new Validation().present('title', draft.title);
	if (draft.content.length === 0 || !draft.content.every(isFrame)) {
		check.add('content', ': Invalid data');
	}
	check.finish();
	return draft;
}

function create(call: Call) {
	const blank = { account_id: call.account.id, title: null, content: [], created_at: now() };
	return view(call.state.dashboardApps.insert(saved(call, blank)));
}

function one(call: Call): DashboardApp {
	return call.find(call.state.dashboardApps, call.id());
}

function update(call: Call) {
	const row = one(call);
	return view(Object.assign(row, saved(call, row)));
}

export function dashboardAppRoutes(on: Routes): void {
	on.account('GET', 'dashboard_apps', ({ state, account }) =>
		state.dashboardApps.where((row) => row.account_id === account.id).map(view),
	);
	on.account('POST', 'dashboard_apps', create);
	on.account('GET', 'dashboard_apps/:id', (call) => view(one(call)));
	on.account('PATCH', 'dashboard_apps/:id', update);
	on.account('DELETE', 'dashboard_apps/:id', (call) => {
		call.state.dashboardApps.remove(one(call).id);
		return empty(204);
	});
}
