import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { Deduplication } from '../../shared/deduplication';
import { clock } from '../../shared/retry';
import { withoutSecrets } from '../../shared/secrets';
import { isSigned } from '../../shared/signature';
import { TriggerMemories } from '../../shared/trigger-memory';
import { enteredIn } from '../api/login';
import { secrets, twakeService } from '../api/service';
import { deliveryIn } from './delivery';
import { eventOf, keyOf } from './events';
import { forwardClick, isAnswer, isTakenAsReply } from './forward';
import { isWanted } from './filter';
import { eventOutput } from './output';
import { TriggerParameters } from './parameters';

/**
 * Twake's signatures contain no time, so they never expire: the most recent deliveries are
 * remembered this long.
 */
const REMEMBERED_MS = 365 * 24 * 60 * 60_000;
const MOST_REMEMBERED = 5_000;

/** What the triggers have already taken. */
export const memories = new TriggerMemories(
	() => new Deduplication(MOST_REMEMBERED, REMEMBERED_MS),
);

/**
 * Takes one delivery of Twake. A delivery that is not signed with the application's key is refused
 * with 401; an unwanted or repeated one is answered at once and starts nothing (twake.md §10).
 */
export async function receive(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request = this.getRequestObject();
	const raw = (request as { rawBody?: Buffer }).rawBody ?? Buffer.alloc(0);
	const entered = enteredIn(await this.getCredentials(twakeService.credential));
	const { privateKey, applicationId, baseUrl = '', publicUrl = baseUrl } = entered;
	if (!isSigned(raw, privateKey, request.headers['x-twake-signature'])) {
		const message = 'The signature is missing or was not made with the key of this application.';
		this.getResponseObject().status(401).json({ message });
		return { noWebhookResponse: true };
	}
	const delivery = deliveryIn(raw);
	if (delivery && isAnswer(delivery)) return await forwardClick(this, delivery, raw);
	const event = delivery && eventOf(delivery);
	if (delivery && event === 'newMessage' && (await isTakenAsReply(this, delivery, raw))) {
		return ANSWERED;
	}
	const param = new TriggerParameters(this);
	if (!delivery || !event || !isWanted(delivery, event, param.filter())) return ANSWERED;
	const key = keyOf(delivery, event);
	// A test listens only once, and may be shown the same event twice.
	if (key !== undefined && this.getMode() !== 'manual') {
		const until = clock.now() + REMEMBERED_MS;
		const staticData = this.getWorkflowStaticData('node');
		if (!memories.of(this).isNew(staticData, [key], until)) return ANSWERED;
	}
	const isSimple = param.optionalBoolean('simplify') ?? true;
	const output = eventOutput(delivery, event, { application: applicationId, publicUrl });
	const whole = () => ({ ...output, delivery: JSON.parse(raw.toString()) as IDataObject });
	const json = withoutSecrets(isSimple ? output : whole(), secrets);
	const workflowData = [[{ json }]];
	if (!param.isAnsweredAtOnce()) return { workflowData };
	// When n8n answers itself, it does not store what the trigger remembers (2.40.7), so the answer
	// is sent here.
	const text = param.text('answerText');
	this.getResponseObject()
		.status(200)
		.json(text === '' ? {} : { text });
	return { workflowData, noWebhookResponse: true };
}

const ANSWERED: IWebhookResponseData = { webhookResponse: {} };
