import type { Call } from '../call';
import * as cast from '../http/cast';
import { inboxesFor } from '../state/access';
import { now } from '../state/clock';
import type { Inbox } from '../state/types';
import { inboxView } from '../views/inbox';
import type { Routes } from './routes';

const index = (call: Call) => ({
	payload: inboxesFor(call.state, call.user, call.account.id).map((inbox) =>
		inboxView(call.state, inbox, call.isAdmin),
	),
});

const one = (call: Call): Inbox => call.find(call.state.inboxes, call.id());

const show = (call: Call) => {
	const inbox = one(call);
	call.requireInbox(inbox);
	return inboxView(call.state, inbox, call.isAdmin);
};

const FLAGS = [
	'enable_auto_assignment',
	'greeting_enabled',
	'working_hours_enabled',
	'enable_email_collect',
	'csat_survey_enabled',
	'allow_messages_after_resolved',
] as const;
const TEXTS = ['greeting_message', 'out_of_office_message', 'timezone', 'business_name'] as const;

const update = (call: Call) => {
	const inbox = one(call);
	const { settings } = inbox;
	for (const key of FLAGS) if (call.has(key)) settings[key] = cast.bool(call.params[key]);
	for (const key of TEXTS) if (call.has(key)) settings[key] = call.text(key);
	if (call.has('lock_to_single_conversation')) {
		settings.lock_to_single_conversation = cast.bool(call.params.lock_to_single_conversation) ?? false;
	}
	if (call.has('name')) inbox.name = call.text('name') ?? inbox.name;
	const channel = cast.object(call.params.channel);
	if (channel) inbox.channel = { ...inbox.channel, ...channel };
	inbox.updated_at = now();
	return inboxView(call.state, inbox, call.isAdmin);
};

export const inboxRoutes = (on: Routes): void => {
	const admin = { admin: true };
	on.account('GET', 'inboxes', index);
	on.account('POST', 'inboxes', index, admin);
	on.account('GET', 'inboxes/:id', show);
	on.account('PATCH', 'inboxes/:id', update, admin);
};
