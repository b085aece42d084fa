import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { fingerprint, isRenamed } from './address';
import type { Source } from './fields/events';
import { isObject } from '../../shared/json';

/** What the trigger knows about its place in Chatwoot, stored with the workflow. */
export interface Registration extends IDataObject {
	source: Source;
	/** The base URL of the server. */
	server: string;
	account: number;
	/** The id of the webhook, the inbox or the bot that sends here. */
	id: number;
	/** Whether the trigger made it, or only uses it. */
	made: boolean;
	/** What to put back at the end, where something was changed. */
	before?: IDataObject;
	/** Signs the deliveries. */
	secret?: string;
	/** Stands in the address instead, where the server signs nothing. */
	token?: string;
	/** Events that the server is too old for. */
	missing?: string[];
	/** The user of the access token, if it is one's. */
	user?: number;
	/** The bot that is used. */
	bot?: number;
}

type Context = Pick<IHookFunctions | IWebhookFunctions, 'getWorkflowStaticData'>;

/**
 * All registrations by address: a test address stands beside that of production. Changes nothing: a
 * delivery that comes while the trigger is being registered would take it out of n8n's memory again.
 */
function stored(context: Context): Record<string, Registration> {
	const { registrations } = context.getWorkflowStaticData('node');
	return (isObject(registrations) ? registrations : {}) as Record<string, Registration>;
}

/** A registration and the address under which Chatwoot has it. */
export interface Known {
	registration: Registration;
	address: string;
}

/**
 * What is known of an address, or of the one that the same node had before n8n's public address was
 * changed: n8n tells nobody of that (2.40.7 calls no trigger when it starts again).
 */
export function recall(context: Context, url: string): Known | undefined {
	const all = stored(context);
	const address = url in all ? url : Object.keys(all).find((each) => isRenamed(each, url));
	return address === undefined ? undefined : { registration: all[address], address };
}

export function remember(context: Context, url: string, registration: Registration): void {
	forget(context, url);
	const data = context.getWorkflowStaticData('node');
	data.registrations = { ...stored(context), [url]: registration };
	const missing = registration.missing ?? [];
	if (missing.length > 0) data.note = noteOf(missing);
	else delete data.note;
}

/** Forgets an address and those that it replaced. */
export function forget(context: Context, url: string): void {
	const rest = Object.entries(stored(context)).filter(([address]) => !isRenamed(address, url));
	context.getWorkflowStaticData('node').registrations = Object.fromEntries(rest);
}

/** Tells accounts apart: what has an id has it in its account, and on its server. */
export function scopeOf({ server, account }: Partial<Registration> = {}): string {
	return fingerprint(`${server} ${account}`);
}

export function allRegistrations(context: Context): Registration[] {
	return Object.values(stored(context));
}

export function noteOf(missing: string[]): string {
	return `The Chatwoot server is too old for these events, they will not come: ${missing.join(', ')}`;
}
