import { NodeOperationError } from 'n8n-workflow';
import type { Inbox } from '../../api/types';
import { isHere, lockOf, newToken, withToken } from '../address';
import { certain } from './certain';
import { leadsHere, refuseSibling, whereabouts } from './place';
import type { Place } from './place';
import type { Registration } from '../registration';

/**
 * An API inbox has one callback address, to which it sends everything that happens in it
 * (chatwoot.md §10).
 */

/** The registration, if the inbox sends here. */
export async function lookAtCallback(place: Place): Promise<Registration | undefined> {
	const inbox = await inboxOf(place);
	if (!isHere(inbox.webhook_url, place.url)) return undefined;
	return lockOf(inbox.secret, inbox.webhook_url) ? registrationOf(place, inbox) : undefined;
}

/** Sets the address and remembers the previous one. */
export async function registerCallback(place: Place): Promise<Registration> {
	const inbox = await inboxOf(place);
	const before = inbox.webhook_url ?? '';
	const wayOut = 'choose the source "Account Webhook" and filter by inbox';
	refuseSibling(place, before, `The inbox ${inbox.name}`, wayOut);
	const url = inbox.secret ? place.url : withToken(place.url, newToken());
	const changed = await certain(
		await place.api.inboxes.attemptUpdate(inbox.id, { channel: { webhook_url: url } }),
		async () => await inboxOf(place),
		(found) => found.webhook_url === url,
	);
	return registrationOf(place, changed, before);
}

/** Restores the previous address, unless somebody has set another one meanwhile. */
export async function removeCallback(place: Place): Promise<void> {
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

async function inboxOf({ api, context, param }: Place): Promise<Inbox> {
	const inbox = await api.inboxes.get(param.id('inbox'));
	if (inbox.channel_type === 'Channel::Api') return inbox;
	const type = inbox.channel_type.replace('Channel::', '');
	throw new NodeOperationError(
		context.getNode(),
		`Only API inboxes have a callback: ${inbox.name} is of type ${type}`,
		{ description: 'Choose the source "Account Webhook" and filter by inbox.' },
	);
}

function registrationOf(place: Place, inbox: Inbox, previous?: string): Registration {
	const { known } = place;
	// Never our own address: a second activation must not overwrite the real previous one.
	const isForeign = previous !== undefined && !leadsHere(previous, place);
	const before = isForeign ? { webhook_url: previous } : known?.before;
	return {
		source: 'callback',
		...whereabouts(place),
		id: inbox.id,
		made: false,
		...(before && { before }),
		...lockOf(inbox.secret, inbox.webhook_url),
	};
}
