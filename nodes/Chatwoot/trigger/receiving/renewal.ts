import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { Requester } from '../../../shared/request';
import type { RequestLimits } from '../../../shared/request';
import { clock } from '../../../shared/retry';
import { ChatwootApi } from '../../api';
import type { AccountApi } from '../../api';
import { chatwootService } from '../../api/service';
import { addressOf, fingerprint, isHere, secretOf } from '../address';
import type { DeliverySecret } from '../address';
import type { Source } from '../fields/events';
import { memories } from '../memory';
import { recall, remember } from '../registration';
import type { KnownRegistration, Registration } from '../registration';
import { isProvable, matchingRegistration } from './proof';
import type { Proof } from './proof';

/**
 * The shortest time between two look-ups of a trigger, in ms: a flood of forged deliveries must not
 * become a flood of requests.
 */
const PAUSE_MS = 60_000;

/** One attempt: the server waits 5 s for the answer to its delivery (chatwoot.md §10). */
const LIMITS: RequestLimits = { maxWaitMs: 0, timeoutMs: 3_000 };

/**
 * The registration that proves a delivery after somebody has changed the secret in Chatwoot: reads
 * the current secret there. Undefined when the delivery does not fit that either, when it cannot be
 * read, or when it was just read for another registration.
 */
export async function matchingAfterRenewal(
	context: IWebhookFunctions,
	proof: Proof,
): Promise<Registration | undefined> {
	if (!isProvable(proof)) return undefined;
	const url = addressOf(context);
	const known = url === undefined ? undefined : recall(context, url);
	const secret = known && (await currentSecret(context, known));
	if (!known || !secret) return undefined;
	const renewed: Registration = {
		...known.registration,
		secret: undefined,
		token: undefined,
		...secret,
	};
	if (!matchingRegistration(proof, [renewed])) return undefined;
	remember(context, known.address, renewed);
	return renewed;
}

/**
 * The current secret or token of a registration; deliveries that arrive at once share one look-up.
 */
async function currentSecret(
	context: IWebhookFunctions,
	known: KnownRegistration,
): Promise<DeliverySecret | undefined> {
	const memory = memories.of(context);
	const instead = fingerprint(JSON.stringify(known));
	const last = memory.reading;
	if (last && clock.now() - last.at < PAUSE_MS) {
		// What was read for an earlier registration may be the very secret that this one replaced.
		return last.instead === instead ? await last.secret : undefined;
	}
	const secret = read(context, known);
	memory.reading = { at: clock.now(), instead, secret };
	return await secret;
}

/** Asks the server, once. Undefined when nothing sends here, or when there is no answer. */
async function read(
	context: IWebhookFunctions,
	known: KnownRegistration,
): Promise<DeliverySecret | undefined> {
	try {
		const requester = await Requester.open(context, chatwootService, LIMITS);
		const { account, source } = known.registration;
		return await SECRETS[source](new ChatwootApi(requester).account(account), known);
	} catch (error) {
		const message = `Could not look up the secret of the deliveries from Chatwoot: ${(error as Error).message}`;
		context.logger.warn(message);
		return undefined;
	}
}

/** By address: somebody may have deleted it and created it again. */
const SECRETS: Record<
	Source,
	(api: AccountApi, known: KnownRegistration) => Promise<DeliverySecret | undefined>
> = {
	webhook: async (api, { address }) => secretIn(await api.webhooks.list(), 'url', address),
	callback: async (api, { address, registration: { id } }) =>
		secretIn([await api.inboxes.get(id)], 'webhook_url', address),
	bot: async (api, { address }) => secretIn(await api.agentBots.list(), 'outgoing_url', address),
};

function secretIn(
	senders: IDataObject[],
	key: string,
	address: string,
): DeliverySecret | undefined {
	const sender = senders.find((each) => isHere(each[key], address));
	return sender && secretOf(sender.secret, sender[key]);
}
