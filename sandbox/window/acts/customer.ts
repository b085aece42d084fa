import { demoWorld } from '../../chatwoot';
import type { ChatwootSandbox } from '../../chatwoot';
import { call, json } from './call';

export interface CustomerWrites {
	name: string;
	text: string;
	/** Who wrote before, if it is the same customer. */
	source?: string;
}

/** The customer writes, by the API that websites and apps use. Answers by what they are known. */
export async function write(
	{ url, state }: ChatwootSandbox,
	{ name, text, source }: CustomerWrites,
): Promise<{ source: string }> {
	const inbox = state.inboxes.get(demoWorld.inboxes?.bridge.id)?.channel.inbox_identifier;
	const contacts = `${url}/public/api/v1/inboxes/${String(inbox)}/contacts`;
	const isKnown = source && state.sessions.find(({ source_id: id }) => id === source);
	const known = isKnown
		? source
		: (await call<{ source_id: string }>(contacts, json('POST', { name }))).source_id;
	const conversations = `${contacts}/${encodeURIComponent(known)}/conversations`;
	const had = (await call<Array<{ id: number }>>(conversations, {})).at(0);
	const { id } = had ?? (await call<{ id: number }>(conversations, json('POST', {})));
	await call(`${conversations}/${id}/messages`, json('POST', { content: text }));
	return { source: known };
}
