import { untilNextMinute } from '../../shared/retry';
import type { Service } from '../../shared/request';
import type { Secrets } from '../../shared/secrets';
import { normaliseBaseUrl } from './address';
import { problemIn } from './problems';

/** Chatwoot's Application API as a service for `shared/request` (chatwoot-api.md §1, §2, §11, §12). */
export const chatwootService: Service = {
	name: 'Chatwoot',
	credential: 'chatwootApi',
	baseUrl: ({ baseUrl }) => normaliseBaseUrl(String(baseUrl ?? '')),
	problemIn,
	// A 429 says nothing about its length; the server counts per minute of the clock (§12).
	limitLasts: untilNextMinute,
	logsIn: false,
};

/** Secrets in Chatwoot's answers (chatwoot-api.md §3, §9). */
export const secrets: Secrets = {
	keys: ['access_token', 'pubsub_token', 'hmac_token', 'hmac_identifier', 'secret'],
	notBelow: ['custom_attributes', 'additional_attributes', 'content_attributes'],
};
