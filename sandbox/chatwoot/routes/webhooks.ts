import type { Call } from '../call';
import * as cast from '../http/cast';
import { notFound } from '../http/errors';
import type { Params } from '../http/params';
import { empty } from '../http/reply';
import { Validation } from '../rules/errors';
import { phrase } from '../rules/texts';
import { secureToken } from '../state/state';
import type { Webhook } from '../state/types';
import type { Routes } from './routes';

/** What a webhook gets if its subscriptions are missing or not a list (chatwoot.md [603]). */
const DEFAULTS = [
	'conversation_status_changed',
	'conversation_updated',
	'conversation_created',
	'contact_created',
	'contact_updated',
	'message_created',
	'message_updated',
	'webwidget_triggered',
];
const EVENTS = [
	...DEFAULTS,
	'inbox_created',
	'inbox_updated',
	'conversation_typing_on',
	'conversation_typing_off',
];
const COLUMNS = ['url', 'name', 'inbox_id', 'subscriptions', 'webhook_type', 'secret'];

function view(call: Call, webhook: Webhook) {
	const inbox = call.state.inboxes.get(webhook.inbox_id);
	return {
		id: webhook.id,
		...(call.state.release.signs ? { name: webhook.name } : {}),
		url: webhook.url,
		account_id: webhook.account_id,
		subscriptions: webhook.subscriptions,
		...(call.state.release.signs ? { secret: webhook.secret } : {}),
		...(inbox ? { inbox: { id: inbox.id, name: inbox.name } } : {}),
	};
}

function own(call: Call) {
	return call.state.webhooks.where((row) => row.account_id === call.account.id);
}

function fill(webhook: Webhook, params: Params): Webhook {
	const out = { ...webhook };
	if (cast.scalar(params.url) !== undefined) out.url = cast.text(params.url) ?? '';
	if (cast.scalar(params.name) !== undefined) out.name = cast.text(params.name);
	if (cast.scalar(params.inbox_id) !== undefined) out.inbox_id = cast.id(params.inbox_id) ?? null;
	const events = cast.list(params.subscriptions);
	if (events) out.subscriptions = events.map((event) => cast.text(event) ?? '');
	return out;
}

function validate(call: Call, webhook: Webhook): void {
	const check = new Validation().length('name', webhook.name).length('url', webhook.url, 20_000);
	// the check is not anchored: what holds http:// or https:// somewhere passes (chatwoot.md [605])
	if (!/https?:\/\//i.test(webhook.url)) check.add('url', 'is invalid');
	check.taken(
		'url',
		own(call).some((row) => row.url === webhook.url && row.id !== webhook.id),
	);
	const { subscriptions } = webhook;
	const isKnown = (event: string) =>
		EVENTS.includes(event) && (call.state.release.typing || !event.includes('typing'));
	if (subscriptions.length === 0 || !subscriptions.every(isKnown)) {
		check.add('subscriptions', phrase(call.account, 'invalid_events'));
	}
	check.finish();
}

function create(call: Call) {
	const params = call.wrapped('webhook', COLUMNS);
	const blank: Webhook = {
		id: 0,
		account_id: call.account.id,
		inbox_id: null,
		name: null,
		url: '',
		subscriptions: DEFAULTS,
		secret: secureToken(),
	};
	const draft = fill(blank, params);
	validate(call, draft);
	const webhook = call.state.webhooks.insert({ ...draft, id: undefined });
	return { payload: { webhook: view(call, webhook) } };
}

function one(call: Call): Webhook {
	const webhook = own(call).find((row) => row.id === call.id());
	if (!webhook) throw notFound();
	return webhook;
}

function update(call: Call) {
	const webhook = one(call);
	const draft = fill(webhook, call.wrapped('webhook', COLUMNS));
	validate(call, draft);
	return { payload: { webhook: view(call, Object.assign(webhook, draft)) } };
}

export function webhookRoutes(on: Routes): void {
	const admin = { admin: true };
	on.account(
		'GET',
		'webhooks',
		(call) => ({ payload: { webhooks: own(call).map((row) => view(call, row)) } }),
		admin,
	);
	on.account('POST', 'webhooks', create, admin);
	on.account('PATCH', 'webhooks/:id', update, admin);
	on.account(
		'DELETE',
		'webhooks/:id',
		(call) => {
			call.state.webhooks.remove(one(call).id);
			return empty();
		},
		admin,
	);
}
