import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { answerQuestion, questionIn } from '../../shared/catching-up/door';
import { clock } from '../../shared/retry';
import { withoutSecrets } from '../../shared/secrets';
import { isSigned } from '../../shared/signature';
import { answered } from '../../shared/webhook-answer';
import { enteredIn } from '../api/login';
import { secrets, twakeService } from '../api/service';
import { deliveryIn } from './delivery';
import type { Delivery } from './delivery';
import { eventOf, hookedMessage, keyOf } from './events';
import type { TwakeEvent } from './events';
import { forwardClick, isAnswer, isTakenAsReply, SIGNATURE } from './forward';
import { isWanted } from './filter';
import { keeperOf } from './keeper';
import { memories, REMEMBERED_MS } from './memory';
import { eventOutput } from './output';
import { TriggerParameters } from './parameters';

/**
 * Takes one delivery of Twake. A delivery that is not signed with the application's key is refused
 * with 401; an unwanted or repeated one is answered at once and starts nothing (twake.md §10).
 */
export async function receive(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const request = this.getRequestObject();
	const raw = (request as { rawBody?: Buffer }).rawBody ?? Buffer.alloc(0);
	const entered = enteredIn(await this.getCredentials(twakeService.credential));
	const { privateKey, applicationId, baseUrl = '', publicUrl = baseUrl } = entered;
	if (!isSigned(raw, privateKey, request.headers[SIGNATURE])) {
		const message = 'The signature is missing or was not made with the key of this application.';
		return answered(this, 401, { message });
	}
	const question = questionIn(raw);
	if (question) return answerQuestion(this, question, keeperOf(this));
	const delivery = deliveryIn(raw);
	if (delivery && isAnswer(delivery)) return await forwardClick(this, delivery, raw);
	const event = delivery && eventOf(delivery);
	if (!delivery || !event) return NOTHING;
	if (event === 'newMessage' && (await isTakenAsReply(this, delivery, raw))) {
		remember(this, delivery, event);
		return answered(this, 200, {});
	}
	const param = new TriggerParameters(this);
	if (!isWanted(delivery, event, param.filter())) return NOTHING;
	if (!remember(this, delivery, event)) return NOTHING;
	const isSimple = param.optionalBoolean('simplify') ?? true;
	const output = eventOutput(delivery, event, { application: applicationId, publicUrl });
	const whole = () => ({ ...output, delivery: JSON.parse(raw.toString()) as IDataObject });
	const json = withoutSecrets(isSimple ? output : whole(), secrets);
	const workflowData = [[{ json }]];
	// Nobody waits for the answer to a message, however long the workflow takes.
	if (!param.isAnsweredAtOnce() && !hookedMessage(delivery)) return { workflowData };
	const text = param.text('answerText');
	return { workflowData, ...answered(this, 200, text === '' ? {} : { text }) };
}

const NOTHING: IWebhookResponseData = { webhookResponse: {} };

/** Whether a delivery is new; true for events that have no key. */
function remember(context: IWebhookFunctions, delivery: Delivery, event: TwakeEvent): boolean {
	const key = keyOf(delivery, event);
	// A test listens only once, and may be shown the same event twice.
	if (key === undefined || context.getMode() === 'manual') return true;
	const staticData = context.getWorkflowStaticData('node');
	return memories.of(context).isNew(staticData, [key], clock.now() + REMEMBERED_MS);
}
