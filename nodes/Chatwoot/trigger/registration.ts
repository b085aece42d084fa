import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { fingerprint, isRenamed } from './address';
import type { Source } from './fields/events';
import { isObject } from '../../shared/json';

/** What the trigger knows about its registration in Chatwoot, stored with the workflow. */
export interface Registration extends IDataObject {
	source: Source;
	/** The base URL of the server. */
	server: string;
	account: number;
	/** The id of the webhook, the inbox or the bot that sends here. */
	id: number;
	/** Whether the trigger created it, or only uses it. */
	made: boolean;
	/** What to restore at the end, if something was changed. */
	before?: IDataObject;
	/** Signs the deliveries. */
	secret?: string;
	/** Part of the address instead, if the server does not sign. */
	token?: string;
	/** Events that the server is too old for. */
	missing?: string[];
	/** The user of the access token, if it belongs to one. */
	user?: number;
	/** The bot in use. */
	bot?: number;
}

type Context = Pick<IHookFunctions | IWebhookFunctions, 'getWorkflowStaticData'>;

/**
 * All registrations by address: a test address is stored beside the production one. Changes
 * nothing: otherwise a delivery during the registration would remove it from n8n's memory again.
 */
function registrationsIn(context: Context): Record<string, Registration> {
	const { registrations } = context.getWorkflowStaticData('node');
	return (isObject(registrations) ? registrations : {}) as Record<string, Registration>;
}

/** A registration and the address under which Chatwoot has it. */
export interface KnownRegistration {
	registration: Registration;
	address: string;
}

/**
 * What is known about an address, or about the one that the same node had before the public address
 * of n8n was changed: n8n does not notify anybody of that (2.40.7 calls no trigger when it starts
 * again).
 */
export function recall(context: Context, url: string): KnownRegistration | undefined {
	const all = registrationsIn(context);
	const address = Object.hasOwn(all, url)
		? url
		: Object.keys(all).find((each) => isRenamed(each, url));
	return address === undefined ? undefined : { registration: all[address], address };
}

export function remember(context: Context, url: string, registration: Registration): void {
	forget(context, url);
	const data = context.getWorkflowStaticData('node');
	data.registrations = { ...registrationsIn(context), [url]: registration };
	const missing = registration.missing ?? [];
	if (missing.length > 0) data.note = noteOf(missing);
	else delete data.note;
}

/** Forgets an address and those that it replaced. */
export function forget(context: Context, url: string): void {
	const rest = Object.entries(registrationsIn(context)).filter(
		([address]) => !isRenamed(address, url),
	);
	context.getWorkflowStaticData('node').registrations = Object.fromEntries(rest);
}

/** Tells accounts apart: ids are unique only within an account of a server. */
export function scopeOf({ server, account }: Partial<Registration> = {}): string {
	return fingerprint(`${server} ${account}`);
}

export function allRegistrations(context: Context): Registration[] {
	return Object.values(registrationsIn(context));
}

export function noteOf(missing: string[]): string {
	return `The Chatwoot server is too old for these events, they will not come: ${missing.join(', ')}`;
}
