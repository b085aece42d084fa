import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { answerQuestion, questionIn } from '../../../shared/catching-up/door';
import type { Keeper } from '../../../shared/catching-up/door';
import { withoutSecrets } from '../../../shared/secrets';
import { answered } from '../../../shared/webhook-answer';
import { chatwootService, secrets } from '../../api/service';
import { memories } from '../memory';
import { TriggerParameters } from '../parameters';
import { allRegistrations } from '../registration';
import type { Registration } from '../registration';
import { settingsOf } from '../settings';
import type { Settings } from '../settings';
import { filesOf } from './attachments';
import { burstOf, isOfCustomer, noteTyping } from './burst';
import { eventIn, eventOf } from './event';
import type { ChatwootEvent } from './event';
import { isWanted } from './filter';
import { keysOf } from './keys';
import { burstOutput, eventOutput } from './output';
import { proofOf, matchingRegistration } from './proof';
import type { Proof } from './proof';
import { matchingAfterRenewal } from './renewal';

/**
 * Nothing that Chatwoot sends comes close: a text has at most 150,000 characters (chatwoot.md §6).
 */
const LARGEST_BODY = 8 * 1024 * 1024;

/**
 * Takes one delivery of Chatwoot. A delivery that does not prove its origin is refused with 401; an
 * unwanted or repeated one is answered at once and starts nothing: the server waits 5 seconds, and
 * otherwise marks messages as failed (chatwoot.md §10).
 */
export async function receive(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const proof = proofOf(this);
	if (proof.raw.length > LARGEST_BODY) {
		return answered(this, 413, { message: 'The delivery is larger than any of Chatwoot.' });
	}
	const param = new TriggerParameters(this);
	const verified = await verifiedDelivery(this, proof, param);
	if (!verified) {
		const message = 'The delivery is not signed as this trigger needs it, or it is too old.';
		return answered(this, 401, { message });
	}
	const { event, registration } = verified;
	const settings = settingsOf(param);
	const question = event ? undefined : questionIn(proof.raw);
	if (question && registration) {
		return answerQuestion(this, question, keeperOf(this, settings, registration));
	}
	if (!event) return ANSWERED;
	noteTyping(this, event, registration);
	if (!isWanted(event, settings, registration)) return ANSWERED;
	const { isNew, isLate } = placeInTime(this, event, settings, proof, registration);
	if (!isNew || (isLate && settings.order === 'drop')) return ANSWERED;
	const credentials = await this.getCredentials(chatwootService.credential);
	const baseUrl = chatwootService.baseUrl(credentials) ?? '';
	const publicUrl = chatwootService.publicUrl(credentials) ?? baseUrl;
	const addresses = { baseUrl, publicUrl };
	const output = eventOutput(event, registration, addresses);
	if (settings.order === 'mark') output.isLate = isLate;
	// The server must not wait for files, or for n8n to start the run.
	const answer = answered(this, 200, {});
	if (settings.bursts && registration && isOfCustomer(event)) {
		const burst = await burstOf(this, event, registration, settings.bursts, settings.filter);
		if (!burst) return answer;
		Object.assign(output, burstOutput(burst, baseUrl));
	}
	const item = itemOf(output, event, settings, proof);
	if (settings.download) item.binary = await filesOf(this, item.json, settings.prefix, addresses);
	return { workflowData: [[item]], ...answer };
}

/** What a delivery says and for which registration, once its origin is proven. */
async function verifiedDelivery(
	context: IWebhookFunctions,
	proof: Proof,
	param: TriggerParameters,
): Promise<{ event?: ChatwootEvent; registration?: Registration } | undefined> {
	const registrations = allRegistrations(context);
	const registration =
		matchingRegistration(proof, registrations) ?? (await matchingAfterRenewal(context, proof));
	if (registration) return { event: eventIn(proof.raw), registration };
	// Only kinds that are never signed may come unsigned, and only if the user allows it.
	if (proof.claimsSignature || !param.boolean('options.acceptUnsigned')) return undefined;
	const event = eventIn(proof.raw);
	return event?.isUnsignedKind ? { event, registration: registrations.at(0) } : undefined;
}

/** What this trigger tells the node that catches up for it. */
function keeperOf(
	context: IWebhookFunctions,
	settings: Settings,
	registration: Registration,
): Keeper {
	const { events, filter } = settings;
	const { id, inbox, source } = registration;
	const inboxes = { webhook: filter.inboxes, callback: [id], bot: [Number(inbox)] }[source];
	const { taken } = memories.of(context);
	const staticData = context.getWorkflowStaticData('node');
	return {
		wants: { account: registration.account, events, inboxes },
		taken,
		isMissing: (delivery) => {
			const event = eventOf(delivery);
			if (!event || !isWanted(event, settings, registration)) return false;
			const raw = Buffer.from(JSON.stringify(delivery));
			return !taken.knows(staticData, keysOf(event, { raw }, registration));
		},
	};
}

const ANSWERED: IWebhookResponseData = { webhookResponse: {} };

/** Whether an event is new, and no later one of its conversation has arrived. */
function placeInTime(
	context: IWebhookFunctions,
	event: ChatwootEvent,
	{ order }: Settings,
	proof: Proof,
	registration: Registration | undefined,
): { isNew: boolean; isLate: boolean } {
	// A test listens only once, and may be shown the same event twice.
	if (context.getMode() === 'manual') return { isNew: true, isLate: false };
	const memory = memories.of(context);
	const staticData = context.getWorkflowStaticData('node');
	const isNew = memory.taken.isNew(staticData, keysOf(event, proof, registration), proof.until);
	const isOrdered = isNew && order !== 'ignore';
	return { isNew, isLate: isOrdered && memory.order.isLate(staticData, event, registration) };
}

function itemOf(
	simple: IDataObject,
	event: ChatwootEvent,
	{ simplify, rawBody }: Settings,
	{ raw }: Proof,
): INodeExecutionData {
	const output = simplify ? simple : { ...simple, delivery: shown(event) };
	const json = withoutSecrets(output, secrets);
	return { json: rawBody ? { ...json, raw_body: raw.toString() } : json };
}

/** Inbox events contain the whole row of the channel, with its passwords (chatwoot.md §10). */
function shown({ name, body }: ChatwootEvent): IDataObject {
	const isInbox = name.startsWith('inbox_');
	return Object.fromEntries(Object.entries(body).filter(([key]) => !isInbox || key !== 'channel'));
}
