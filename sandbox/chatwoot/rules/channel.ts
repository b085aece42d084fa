import * as cast from '../http/cast';
import { serverError } from '../http/errors';
import type { Param, Params } from '../http/params';
import { isParams } from '../http/params';
import type { State } from '../state/state';
import { Validation } from './errors';

interface Kind {
	type: string;
	columns: string[];
	required: string[];
}

/** The channels that can be created without an outside service (chatwoot.md [750-753]). */
const KINDS: Partial<Record<string, Kind>> = {
	api: {
		type: 'Channel::Api',
		columns: ['webhook_url', 'hmac_mandatory', 'additional_attributes'],
		required: [],
	},
	web_widget: {
		type: 'Channel::WebWidget',
		columns: [
			'website_url',
			'widget_color',
			'welcome_title',
			'welcome_tagline',
			'reply_time',
			'pre_chat_form_enabled',
			'pre_chat_form_options',
			'continuity_via_email',
			'hmac_mandatory',
			'allowed_domains',
			'selected_feature_flags',
		],
		required: ['website_url'],
	},
	email: { type: 'Channel::Email', columns: ['email'], required: [] },
	line: {
		type: 'Channel::Line',
		columns: ['line_channel_id', 'line_channel_secret', 'line_channel_token'],
		required: ['line_channel_id', 'line_channel_secret', 'line_channel_token'],
	},
	sms: {
		type: 'Channel::Sms',
		columns: ['phone_number', 'provider_config'],
		required: ['phone_number'],
	},
};

function kindOfType(type: string): Kind | undefined {
	return Object.values(KINDS).find((kind) => kind?.type === type);
}

/** The columns of a channel among the parameters. */
export function channelParams(type: string, params: Params): Params {
	const columns = kindOfType(type)?.columns ?? [];
	const entries = Object.entries(params).filter(([key]) => columns.includes(key));
	const flags = ['hmac_mandatory', 'pre_chat_form_enabled', 'continuity_via_email'];
	return Object.fromEntries(
		entries.map(([key, value]) => [key, flags.includes(key) ? cast.bool(value) : value]),
	);
}

const MAX_URL = 2048; // the address itself is not checked (chatwoot.md [715])

export function checkChannel(type: string, values: Params): void {
	const check = new Validation().length('webhook_url', cast.text(values.webhook_url), MAX_URL);
	const window = cast.object(values.additional_attributes)?.agent_reply_time_window;
	if (window !== undefined && window !== '' && Number(window) <= 0) {
		const name = 'agent_reply_time_window';
		check.add(name, `${name} must be greater than 0`); // chatwoot.md [717]
	}
	for (const key of kindOfType(type)?.required ?? []) check.present(key, cast.text(values[key]));
	check.finish();
}

/** The channel of a new inbox. */
export function createChannel(state: State, params: Param | undefined) {
	if (!isParams(params)) throw serverError("undefined method '[]' for nil");
	const kind = KINDS[cast.text(params.type) ?? ''];
	if (!kind) {
		new Validation().add('channel', 'must exist').finish();
		throw serverError('unknown channel');
	}
	const values = channelParams(kind.type, params);
	if (kind.type === 'Channel::Email') checkEmail(state, values);
	checkChannel(kind.type, values);
	return { type: kind.type, values };
}

/**
 * An address belongs to one inbox of the whole installation; none at all is an exception
 * (chatwoot.md [752]).
 */
function checkEmail(state: State, values: Params): void {
	const email = cast.text(values.email)?.toLowerCase();
	if (!email) throw serverError("undefined method 'downcase' for nil");
	const taken = state.inboxes.find((inbox) => inbox.channel.email === email);
	new Validation().taken('email', taken).finish();
	values.email = email;
}
