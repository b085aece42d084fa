import type { IDataObject } from 'n8n-workflow';
import type { Problem } from '../../../shared/errors';
import type { Result } from '../../../shared/request';
import type { Webhook } from '../../api/webhooks';
import { NEWER_EVENTS } from '../fields/events';
import type { TriggerPlace } from './place';

export interface Subscribed {
	webhook: Webhook;
	/** Events that the server does not know. */
	missing: string[];
}

/**
 * Subscribes to the events that the server knows: an older one refuses a list that contains a newer
 * event (chatwoot.md §10).
 */
export async function subscribed(
	{ api }: TriggerPlace,
	events: string[],
	attempt: (events: string[]) => Promise<Result<Webhook>>,
): Promise<Subscribed | Extract<Result, { error: unknown }>> {
	const all = await attempt(events);
	if (!('error' in all)) return { webhook: all.body, missing: [] };
	if (!isAbout(all.problem, 'subscriptions')) return all;
	let accepted: string[] = [];
	let webhook: Webhook | undefined;
	const old = events.filter((event) => !NEWER_EVENTS.includes(event));
	const newer = events.filter((event) => !old.includes(event)).map((event) => [event]);
	for (const more of [old, ...newer]) {
		if (more.length === 0) continue;
		const result = await attempt([...accepted, ...more]);
		if ('error' in result) {
			if (!isAbout(result.problem, 'subscriptions')) return result;
			continue;
		}
		webhook = result.body;
		accepted = [...accepted, ...more];
	}
	if (webhook) return { webhook, missing: events.filter((event) => !accepted.includes(event)) };
	const message = `This Chatwoot server does not know the event: ${events.join(', ')}`;
	return { ...all, error: api.requester.error({ ...all.problem, message }) };
}

/**
 * Which attribute a refusal is about; messages are translated, attribute names are not (chatwoot.md
 * §2).
 */
export function isAbout({ status, body }: Problem, attribute: string): boolean {
	const attributes: unknown = ((body ?? {}) as IDataObject).attributes;
	return status === 422 && Array.isArray(attributes) && attributes.includes(attribute);
}
