import { untilNextMinute } from '../../shared/retry';
import type { Service } from '../../shared/request';
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

/** Keys under which Chatwoot answers secrets (chatwoot-api.md §3, §9). */
export const secretKeys = [
	'access_token',
	'pubsub_token',
	'hmac_token',
	'hmac_identifier',
	'secret',
];
