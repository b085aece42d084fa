import { NodeOperationError } from 'n8n-workflow';
import type { Inbox } from '../../api/types';
import { isHere, secretOf, newToken, withToken } from '../address';
import { confirmedChange } from './confirmed-change';
import { isAddressOfNode, refuseSibling, locationOf } from './place';
import type { TriggerPlace } from './place';
import type { Registration } from '../registration';

/**
 * An API inbox has one callback address, to which it sends everything that happens in it
 * (chatwoot.md §10).
 */

/** The registration, if the inbox sends here. */
export async function findCallbackRegistration(
	place: TriggerPlace,
): Promise<Registration | undefined> {
	const inbox = await inboxOf(place);
	if (!isHere(inbox.webhook_url, place.url)) return undefined;
	return secretOf(inbox.secret, inbox.webhook_url) ? registrationOf(place, inbox) : undefined;
}

/** Sets the address and remembers the previous one. */
export async function registerCallback(place: TriggerPlace): Promise<Registration> {
	const inbox = await inboxOf(place);
	const before = inbox.webhook_url ?? '';
	const wayOut = 'choose the source "Account Webhook" and filter by inbox';
	refuseSibling(place, before, `The inbox ${inbox.name}`, wayOut);
	const url = inbox.secret ? place.url : withToken(place.url, newToken());
	const changed = await confirmedChange(
		await place.api.inboxes.attemptUpdate(inbox.id, { channel: { webhook_url: url } }),
		async () => await inboxOf(place),
		(found) => found.webhook_url === url,
	);
	return registrationOf(place, changed, before);
}

/** Restores the previous address, unless somebody has set another one meanwhile. */
export async function removeCallback(place: TriggerPlace): Promise<void> {
	const { api, known, url, param } = place;
	const id = known?.id ?? param.id('inbox');
	const inbox = await api.inboxes.attemptGet(id);
	if ('error' in inbox) {
		if (inbox.problem.status === 404) return;
		throw inbox.error;
	}
	if (!isHere(inbox.body.webhook_url, url)) return;
	const webhook_url = String(known?.before?.webhook_url ?? '');
	await api.inboxes.update(id, { channel: { webhook_url } });
}

async function inboxOf({ api, context, param }: TriggerPlace): Promise<Inbox> {
	const inbox = await api.inboxes.get(param.id('inbox'));
	if (inbox.channel_type === 'Channel::Api') return inbox;
	const type = inbox.channel_type.replace('Channel::', '');
	throw new NodeOperationError(
		context.getNode(),
		`Only API inboxes have a callback: ${inbox.name} is of type ${type}`,
		{ description: 'Choose the source "Account Webhook" and filter by inbox.' },
	);
}

function registrationOf(place: TriggerPlace, inbox: Inbox, previous?: string): Registration {
	const { known } = place;
	// Never our own address: a second activation must not overwrite the real previous one.
	const isForeign = previous !== undefined && !isAddressOfNode(previous, place);
	const before = isForeign ? { webhook_url: previous } : known?.before;
	return {
		source: 'callback',
		...locationOf(place),
		id: inbox.id,
		made: false,
		...(before && { before }),
		...secretOf(inbox.secret, inbox.webhook_url),
	};
}
