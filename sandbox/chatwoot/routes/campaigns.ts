import type { Call } from '../call';
import * as cast from '../http/cast';
import { serverError } from '../http/errors';
import { isParams } from '../http/params';
import { empty } from '../http/reply';
import { Validation } from '../rules/errors';
import { isSms, isWebsite, isWhatsapp } from '../rules/inbox';
import { isoOrNull, now, unix } from '../state/clock';
import type { Campaign } from '../state/records';
import { inboxView } from '../views/inbox';
import { agentView } from '../views/person';
import type { Routes } from './routes';

const COLUMNS = [
	'title',
	'description',
	'message',
	'enabled',
	'trigger_only_during_business_hours',
	'inbox_id',
	'sender_id',
	'scheduled_at',
	'audience',
	'trigger_rules',
	'template_params',
];

function view(call: Call, row: Campaign) {
	const { state, account } = call;
	const inbox = state.inboxes.get(row.inbox_id);
	const sender = state.users.get(row.sender_id);
	const isOnce = row.campaign_type === 'one_off';
	return {
		id: row.display_id,
		title: row.title,
		description: row.description,
		account_id: row.account_id,
		inbox: inbox && inboxView(state, inbox, true),
		...(sender ? { sender: agentView(state, sender, account.id) } : {}),
		message: row.message,
		template_params: row.template_params,
		campaign_status: 'active',
		enabled: row.enabled,
		campaign_type: row.campaign_type,
		...(isOnce ? { scheduled_at: unix(row.scheduled_at), audience: row.audience } : {}),
		trigger_rules: row.trigger_rules,
		trigger_only_during_business_hours: row.trigger_only_during_business_hours,
		created_at: isoOrNull(row.created_at),
		updated_at: isoOrNull(row.updated_at),
	};
}

/** The columns that were sent. */
function given(call: Call, row: Omit<Campaign, 'id'>): Omit<Campaign, 'id'> {
	const params = call.wrapped('campaign', COLUMNS);
	const draft = { ...row, updated_at: now() };
	for (const key of ['title', 'description', 'message'] as const) {
		if (key in params) draft[key] = cast.text(cast.scalar(params[key]));
	}
	for (const key of ['enabled', 'trigger_only_during_business_hours'] as const) {
		if (key in params) draft[key] = cast.bool(params[key]) ?? false;
	}
	for (const key of ['inbox_id', 'sender_id'] as const) {
		if (key in params) draft[key] = cast.id(params[key]) ?? null;
	}
	const date = Date.parse(cast.text(cast.scalar(params.scheduled_at)) ?? '');
	if (!Number.isNaN(date)) draft.scheduled_at = date;
	draft.audience = cast.list(params.audience)?.filter(isParams) ?? draft.audience;
	draft.trigger_rules = cast.object(params.trigger_rules) ?? draft.trigger_rules;
	draft.template_params = cast.object(params.template_params) ?? draft.template_params;
	return draft;
}

/** Websites have ongoing campaigns, phones one-off ones, others none (chatwoot.md [808, 809]). */
function saved(call: Call, row: Omit<Campaign, 'id'>): Omit<Campaign, 'id'> {
	const draft = given(call, row);
	const inbox = call.state.inboxes.get(draft.inbox_id);
	const check = new Validation();
	if (!inbox) check.add('inbox', 'must exist');
	check.present('title', draft.title).present('message', draft.message);
	const isPhone = inbox && (isSms(inbox) || isWhatsapp(inbox));
	if (inbox && !isPhone && !isWebsite(inbox)) check.add('inbox', 'Unsupported Inbox type');
	const { url } = draft.trigger_rules;
	const isAddress = typeof url === 'string' && /^https?:\/\//.test(url);
	if (inbox && isWebsite(inbox) && !cast.isBlank(url) && !isAddress) check.add('url', 'invalid');
	if (inbox && inbox.account_id !== call.account.id) {
		check.add('inbox_id', 'must belong to the same account as the campaign');
	}
	check.finish();
	if (!isPhone) return { ...draft, campaign_type: 'ongoing' };
	return { ...draft, campaign_type: 'one_off', scheduled_at: draft.scheduled_at ?? now() };
}

function ofAccount({ state, account }: Call): Campaign[] {
	return state.campaigns.where((row) => row.account_id === account.id);
}

function create(call: Call) {
	const time = now();
	const draft = saved(call, {
		account_id: call.account.id,
		display_id: 0,
		title: null,
		description: null,
		message: null,
		inbox_id: null,
		sender_id: null,
		enabled: true,
		campaign_type: 'ongoing',
		scheduled_at: null,
		audience: [],
		trigger_rules: {},
		trigger_only_during_business_hours: false,
		template_params: null,
		created_at: time,
		updated_at: time,
	});
	const display_id = Math.max(0, ...ofAccount(call).map((row) => row.display_id)) + 1;
	return view(call, call.state.campaigns.insert({ ...draft, display_id }));
}

/** An unknown campaign is an exception, not a 404 (chatwoot.md [808]). */
function one(call: Call): Campaign {
	const row = ofAccount(call).find(({ display_id }) => display_id === call.id());
	if (!row) throw serverError('undefined method for nil');
	return row;
}

function update(call: Call) {
	const row = one(call);
	return view(call, Object.assign(row, saved(call, row)));
}

export function campaignRoutes(on: Routes): void {
	const admin = { admin: true };
	const index = (call: Call) => ofAccount(call).map((row) => view(call, row));
	on.account('GET', 'campaigns', index, admin);
	on.account('POST', 'campaigns', create, admin);
	on.account('GET', 'campaigns/:id', (call) => view(call, one(call)), admin);
	on.account('PATCH', 'campaigns/:id', update, admin);
	on.account(
		'DELETE',
		'campaigns/:id',
		(call) => {
			call.state.campaigns.remove(one(call).id);
			return empty();
		},
		admin,
	);
}
