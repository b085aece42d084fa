import type {
	IDataObject,
	INodeExecutionData,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { isNew } from '../../shared/deduplication';
import { withoutSecrets } from '../../shared/secrets';
import { chatwootService, secrets } from '../api/service';
import { filesOf } from './attachments';
import { deliveryIn, isUnsignedKind } from './events';
import type { Delivery } from './events';
import { isWanted } from './filter';
import { keysOf } from './keys';
import { isLate } from './order';
import { eventOutput } from './output';
import { allRegistrations } from './registration';
import { provenAnew } from './renewal';
import { settingsOf } from './settings';
import type { Settings } from './settings';
import { hasSignature, provenBy } from './signature';
import type { Proof } from './signature';

/**
 * Takes one delivery of Chatwoot. What does not prove where it comes from is refused with 401; what
 * is not wanted, or came already, is answered at once and starts nothing: the server waits 5 seconds
 * and marks messages as failed otherwise (chatwoot.md §10).
 */
export async function receive(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request = this.getRequestObject();
	const raw = (request as { rawBody?: Buffer }).rawBody ?? Buffer.alloc(0);
	const proof: Proof = {
		raw,
		headers: request.headers as IDataObject,
		query: this.getQueryData() as IDataObject,
	};
	const settings = settingsOf(this);
	const delivery = deliveryIn(raw);
	const registration = provenBy(proof, allRegistrations(this)) ?? (await provenAnew(this, proof));
	if (!registration && !isAcceptedUnsigned(settings, delivery, proof)) {
		const message = 'The delivery is not signed as this trigger needs it, or it is too old.';
		this.getResponseObject().status(401).json({ message });
		return { noWebhookResponse: true };
	}
	if (!delivery || !isWanted(delivery, settings, registration)) return ANSWERED;
	const isTest = this.getMode() === 'manual';
	const trigger = `${this.getWorkflow().id}/${this.getNode().id}`;
	const staticData = this.getWorkflowStaticData('node');
	// A test listens once, and may well be shown the same thing twice.
	if (!isTest) {
		if (!isNew(trigger, staticData, ...keysOf(delivery, proof, registration))) return ANSWERED;
	}
	const isOrdered = settings.order !== 'ignore' && !isTest;
	const late = isOrdered && isLate(trigger, staticData, delivery, registration);
	if (late && settings.order === 'drop') return ANSWERED;
	const baseUrl = chatwootService.baseUrl(await this.getCredentials(chatwootService.credential));
	const item = itemOf(
		eventOutput(delivery, registration, baseUrl ?? ''),
		delivery,
		settings,
		proof,
	);
	if (settings.order === 'mark') item.json.isLate = late;
	// The server waits neither for files nor for n8n to begin the run. It is also the only way in which
	// n8n stores what the trigger remembers: where n8n answers, it has forgotten by then (2.40.7).
	this.getResponseObject().status(200).json({});
	const message = item.json.message as IDataObject | undefined;
	if (settings.download) item.binary = await filesOf(this, message, settings.prefix);
	return { workflowData: [[item]], noWebhookResponse: true };
}

const ANSWERED: IWebhookResponseData = { webhookResponse: {} };

/** Only what is never signed may come unsigned, and only where somebody said so. */
function isAcceptedUnsigned(
	{ acceptUnsigned }: Settings,
	delivery: Delivery | undefined,
	proof: Proof,
): boolean {
	if (!acceptUnsigned || !delivery || hasSignature(proof)) return false;
	return isUnsignedKind(delivery.event);
}

function itemOf(
	simple: IDataObject,
	delivery: Delivery,
	settings: Settings,
	{ raw }: Proof,
): INodeExecutionData {
	const output: IDataObject = settings.simplify ? simple : { ...simple, delivery: shown(delivery) };
	const json = withoutSecrets(output, secrets);
	return { json: settings.rawBody ? { ...json, raw_body: raw.toString() } : json };
}

/** The events of inboxes hold the whole row of the channel, with its passwords (chatwoot.md §10). */
function shown(delivery: Delivery): IDataObject {
	const isInbox = delivery.event.startsWith('inbox_');
	const keep = ([key]: [string, unknown]) => !isInbox || key !== 'channel';
	return Object.fromEntries(Object.entries(delivery).filter(keep));
}
