import { clock } from '../../shared/retry';
import type { Service } from '../../shared/request';
import type { Secrets } from '../../shared/secrets';
import { publicAddressIn } from '../../shared/web-address';
import { normaliseBaseUrl } from './address';
import { problemIn } from './problems';

/** Chatwoot's Application API as a service for `shared/request` (chatwoot.md §1, chatwoot.md §2, chatwoot.md §11, chatwoot.md §12). */
export const chatwootService: Service = {
	name: 'Chatwoot',
	credential: 'chatwootApi',
	baseUrl: ({ baseUrl }) => normaliseBaseUrl(String(baseUrl ?? '')),
	publicUrl: (credentials) => normaliseBaseUrl(publicAddressIn(credentials)),
	secretsIn: ({ accessToken }) => [accessToken],
	problemIn,
	// A 429 does not say how long it lasts; the server counts per clock minute (chatwoot.md §12).
	limitLasts: untilNextMinute,
	logsIn: false,
};

/** Where attachment addresses come from (chatwoot.md §6), for errors when one cannot be reached. */
export const FILE_ADDRESSES = 'In Chatwoot, FRONTEND_URL says what it begins with.';

/** The time until just after the next full minute, in ms. */
export function untilNextMinute(): number {
	return 60_000 - (clock.now() % 60_000) + 50 + Math.random() * 200;
}

/**
 * Secrets in Chatwoot's answers (chatwoot.md §3, chatwoot.md §9), and the passwords and keys of
 * mail servers and other services that administrators see in inboxes and integrations.
 */
export const secrets: Secrets = {
	keys: [
		'access_token',
		'pubsub_token',
		'hmac_token',
		'hmac_identifier',
		'secret',
		'imap_password',
		'smtp_password',
		'auth_token',
		'api_key',
		'api_secret',
		'credentials',
		'webhook_verify_token',
	],
	untouchedKeys: ['custom_attributes', 'additional_attributes', 'content_attributes'],
};
