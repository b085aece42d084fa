import type { INodeListSearchItems } from 'n8n-workflow';
import type { Sign } from '../../shared/catching-up/trigger-address';
import { clock } from '../../shared/retry';
import { signatureOf } from '../../shared/signature';
import { quote } from '../../shared/text';
import { webAddress } from '../../shared/web-address';
import type { AccountApi } from '../api';
import { isHere, isRenamed, secretOf, tokenIn } from '../trigger/address';
import type { TriggerParameters } from '../trigger/parameters';

/** A trigger to whose production address Chatwoot sends. */
export interface KnownTrigger {
	/** Without a token. */
	address: string;
	/** As Chatwoot calls it, perhaps with a token. */
	url: string;
	name: string;
	/** Undefined before 4.11.2, and for bots and callbacks before 4.13 (chatwoot.md §10 Transport). */
	secret?: string;
}

/** The triggers among all that an account sends to; only an administrator sees them. */
export async function triggersIn(api: AccountApi): Promise<KnownTrigger[]> {
	const webhooks = await api.webhooks.list();
	const bots = await api.agentBots.list();
	const inboxes = await api.inboxes.list();
	const all = [
		...webhooks.map(({ name, url, secret }) => ({ name, url, secret })),
		...bots.map(({ name, outgoing_url: url, secret }) => ({ name, url, secret })),
		...inboxes.map(({ name, webhook_url: url, secret }) => ({ name, url, secret })),
	];
	return all.flatMap(({ name, url, secret }) => {
		if (!isOfTrigger(url)) return [];
		const address = new URL(url);
		address.searchParams.delete('token');
		const known = secretOf(secret, url);
		return [
			{
				address: address.href,
				url,
				name: name ?? '',
				...(known && 'secret' in known && { secret: known.secret }),
			},
		];
	});
}

/** By the end of its path; a test listens only for a moment. */
function isOfTrigger(url: unknown): url is string {
	if (typeof url !== 'string' || !URL.canParse(url)) return false;
	const { pathname } = new URL(url);
	return pathname.endsWith('/chatwoot') && !pathname.includes('/webhook-test/');
}

/** How a trigger is shown in a list. */
export function entryOf({ address, name, secret, url }: KnownTrigger): INodeListSearchItems {
	const proof = secret ? 'signed' : tokenIn(url) ? 'with a token, not signed' : 'without proof';
	return { name: `${name || 'Without a name'} (${address}, ${proof})`, value: address };
}

/** The trigger that the user chose, or the only one. */
export function chosenTrigger(param: TriggerParameters, triggers: KnownTrigger[]): KnownTrigger {
	const chosen = addressIn(param);
	if (chosen === undefined) return onlyTrigger(param, triggers);
	const found =
		triggers.find(({ url }) => isHere(url, chosen)) ??
		triggers.find(({ url }) => isRenamed(url, chosen)) ??
		param.refuse('trigger', `is an address to which Chatwoot does not send: ${chosen}`, PUBLISH);
	if (found.secret === undefined && tokenIn(found.url) === undefined) {
		const wayOut = 'Unpublish the workflow with the trigger and publish it again.';
		return param.refuse('trigger', 'has neither a secret nor a token in Chatwoot', wayOut);
	}
	return found;
}

function onlyTrigger(param: TriggerParameters, triggers: KnownTrigger[]): KnownTrigger {
	if (triggers.length === 1) return triggers[0];
	if (triggers.length === 0) {
		return param.refuse('trigger', 'is empty, and Chatwoot sends to no trigger of n8n', PUBLISH);
	}
	const list = triggers.map(({ address }) => address).join(', ');
	const wayOut = `Choose one of them: ${list}.`;
	return param.refuse('trigger', 'is empty, and Chatwoot sends to several triggers', wayOut);
}

/** Without what follows a question mark, such as a token. */
function addressIn(param: TriggerParameters): string | undefined {
	const chosen = param.locator('trigger');
	if (chosen === '') return undefined;
	const url = webAddress(chosen);
	if (!url) return param.refuse('trigger', `is not a web address: ${quote(chosen)}`, PUBLISH);
	return `${url.origin}${url.pathname}`;
}

const PUBLISH =
	'Publish the workflow with the Chatwoot Trigger, which registers itself in Chatwoot, and choose it from the list.';

/** Signs as Chatwoot does; a token is in the address already (chatwoot.md §10 Transport). */
export function signing({ secret }: KnownTrigger): Sign {
	if (secret === undefined) return () => ({});
	return (body) => {
		const time = Math.floor(clock.now() / 1000).toString();
		const signature = `sha256=${signatureOf([`${time}.`, body], secret)}`;
		return { 'X-Chatwoot-Timestamp': time, 'X-Chatwoot-Signature': signature };
	};
}
