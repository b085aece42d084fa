import { iso } from '../state/clock';
import type { Params } from '../http/params';
import type { Account } from '../state/types';

/** The features that are on in a fresh self-hosted account. */
const FEATURES = Object.fromEntries(
	(
		'inbound_emails channel_email channel_facebook help_center agent_bots macros agent_management ' +
		'team_management inbox_management labels custom_attributes automations canned_responses ' +
		'integrations voice_recorder channel_website campaigns reports crm auto_resolve_conversations ' +
		'chatwoot_v4 contact_chatwoot_support_team channel_instagram assignment_v2 channel_tiktok captain_tasks'
	)
		.split(' ')
		.map((name) => [name, true]),
);

const PLAN = ['plan_name', 'subscribed_quantity', 'subscription_status', 'subscription_ends_on'];
const ONBOARDING = ['industry', 'company_size', 'timezone', 'logo', 'onboarding_step'];

/** The features that are on; the others have no key. */
function featuresView({ features }: Account): Params {
	const all = { ...FEATURES, ...features };
	return Object.fromEntries(Object.entries(all).filter(([, isOn]) => isOn === true));
}

/**
 * The plan always; what was given at sign-up only if there is something
 * (chatwoot.md [817]).
 */
function attributesView(attributes: Params): Params {
	const given = ONBOARDING.filter((key) => key in attributes);
	return {
		...Object.fromEntries(PLAN.map((key) => [key, attributes[key] ?? null])),
		...Object.fromEntries(given.map((key) => [key, attributes[key]])),
	};
}

export function accountView(account: Account) {
	return {
		settings: account.settings,
		created_at: iso(account.created_at),
		domain: account.domain,
		features: featuresView(account),
		id: account.id,
		locale: account.locale,
		name: account.name,
		support_email: account.support_email,
		status: account.status,
		...(Object.keys(account.custom_attributes).length > 0
			? { custom_attributes: attributesView(account.custom_attributes) }
			: {}),
		cache_keys: Object.fromEntries(
			['label', 'inbox', 'team'].map((name) => [
				name,
				String(Math.floor(account.created_at / 1000)),
			]),
		),
	};
}

export function platformAccountView(account: Account) {
	return {
		id: account.id,
		name: account.name,
		locale: account.locale,
		domain: account.domain,
		support_email: account.support_email,
		features: featuresView(account),
		custom_attributes: account.custom_attributes,
		limits: account.limits,
		status: account.status,
	};
}
