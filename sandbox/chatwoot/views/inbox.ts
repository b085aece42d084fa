import { iso } from '../state/clock';
import { isApi, isEmail, isSms, isWebsite, isWhatsapp } from '../rules/inbox';
import type { State } from '../state/state';
import type { Inbox } from '../state/types';
import { inboxAvatar } from './avatar';

function providerOf(inbox: Inbox) {
	return isSms(inbox) ? 'default' : null;
}

export function inboxSlim(state: State, inbox: Inbox) {
	return {
		id: inbox.id,
		avatar_url: inboxAvatar(state, inbox),
		channel_id: inbox.channel_id,
		name: inbox.name,
		channel_type: inbox.channel_type,
		provider: providerOf(inbox),
	};
}

/** The columns of an inbox, as they come with a new contact (chatwoot.md [122]). */
export function inboxRow(inbox: Inbox) {
	return {
		id: inbox.id,
		channel_id: inbox.channel_id,
		account_id: inbox.account_id,
		name: inbox.name,
		created_at: iso(inbox.created_at),
		updated_at: iso(inbox.updated_at),
		channel_type: inbox.channel_type,
		...inbox.settings,
	};
}

function script(url: string, token: unknown) {
	return `
    <script>
      (function(d,t) {
        var BASE_URL="${url}";
        var g=d.createElement(t),s=d.getElementsByTagName(t)[0];
        g.src=BASE_URL+"/packs/js/sdk.js";
        g.async = true;
        s.parentNode.insertBefore(g,s);
        g.onload=function(){
          window.chatwootSDK.run({
            websiteToken: '${String(token)}',
            baseUrl: BASE_URL
          })
        }
      })(document,"script");
    </script>
    `;
}

/** The address to which a channel's outside service reports. */
function callbackUrl(state: State, { channel }: Inbox): string | null {
	if (channel.line_channel_id)
		return `${state.url}/webhooks/line/${String(channel.line_channel_id)}`;
	if (!channel.phone_number) return null;
	return `${state.url}/webhooks/sms/${String(channel.phone_number).replace('+', '')}`;
}

/** An inbox with its settings. Secrets are for administrators (chatwoot.md [716]). */
export function inboxView(state: State, inbox: Inbox, admin: boolean) {
	const { settings, channel } = inbox;
	const website = isWebsite(inbox);
	const api = isApi(inbox);
	const of = (key: string) => channel[key] ?? null;
	return {
		id: inbox.id,
		avatar_url: inboxAvatar(state, inbox),
		channel_id: inbox.channel_id,
		name: inbox.name,
		channel_type: inbox.channel_type,
		greeting_enabled: settings.greeting_enabled,
		greeting_message: settings.greeting_message,
		working_hours_enabled: settings.working_hours_enabled,
		enable_email_collect: settings.enable_email_collect,
		csat_survey_enabled: settings.csat_survey_enabled,
		csat_config: settings.csat_config,
		enable_auto_assignment: settings.enable_auto_assignment,
		auto_assignment_config: settings.auto_assignment_config,
		out_of_office_message: settings.out_of_office_message,
		working_hours: inbox.working_hours,
		timezone: settings.timezone,
		callback_webhook_url: callbackUrl(state, inbox),
		allow_messages_after_resolved: settings.allow_messages_after_resolved,
		lock_to_single_conversation: settings.lock_to_single_conversation,
		sender_name_type: settings.sender_name_type,
		business_name: settings.business_name,
		allowed_domains: website ? (channel.allowed_domains ?? '') : null,
		widget_color: of('widget_color'),
		website_url: of('website_url'),
		hmac_mandatory: of('hmac_mandatory'),
		welcome_title: of('welcome_title'),
		welcome_tagline: of('welcome_tagline'),
		web_widget_script: website ? script(state.url, channel.website_token) : null,
		website_token: of('website_token'),
		selected_feature_flags: of('selected_feature_flags'),
		reply_time: of('reply_time'),
		messaging_service_sid: null,
		phone_number: of('phone_number'),
		...(admin && (api || website) ? { hmac_token: of('hmac_token') } : {}),
		...(website ? widgetView(inbox) : {}),
		...(api ? apiView(inbox, admin && state.release.signs) : {}),
		...(isEmail(inbox) ? mailView(inbox, admin) : {}),
		...(isWhatsapp(inbox) ? { message_templates: of('message_templates') } : {}),
		provider: providerOf(inbox),
	};
}

function apiView({ channel }: Inbox, admin: boolean) {
	return {
		...(admin ? { secret: channel.secret } : {}),
		webhook_url: channel.webhook_url ?? null,
		inbox_identifier: channel.inbox_identifier,
		additional_attributes: channel.additional_attributes ?? {},
	};
}

function mailServer(kind: 'imap' | 'smtp') {
	return {
		[`${kind}_login`]: '',
		[`${kind}_password`]: '',
		[`${kind}_address`]: '',
		[`${kind}_port`]: 0,
		[`${kind}_enabled`]: false,
	};
}

/** The mail settings of a new inbox; the servers are for administrators. */
function mailView({ channel }: Inbox, admin: boolean) {
	return {
		email: channel.email ?? null,
		forwarding_enabled: false,
		...(admin
			? {
					...mailServer('imap'),
					imap_enable_ssl: true,
					imap_authentication: 'plain',
					...mailServer('smtp'),
					smtp_domain: '',
					smtp_enable_ssl_tls: false,
					smtp_enable_starttls_auto: true,
					smtp_openssl_verify_mode: 'none',
					smtp_authentication: 'login',
				}
			: {}),
	};
}

function preChatField(label: string, name: string, type: string, required: boolean) {
	return {
		field_type: 'standard',
		label,
		name,
		type,
		required,
		enabled: false,
	};
}

function widgetView(inbox: Inbox) {
	const { channel } = inbox;
	return {
		pre_chat_form_enabled: channel.pre_chat_form_enabled ?? false,
		pre_chat_form_options: preChatForm(inbox),
		continuity_via_email: channel.continuity_via_email ?? true,
	};
}

export function preChatForm({ channel }: Inbox) {
	const fields = [
		preChatField('Email Id', 'emailAddress', 'email', true),
		preChatField('Full name', 'fullName', 'text', false),
		preChatField('Phone number', 'phoneNumber', 'text', false),
	];
	const message = 'Share your queries or comments here.';
	return channel.pre_chat_form_options ?? { pre_chat_message: message, pre_chat_fields: fields };
}
