import { NodeApiError } from 'n8n-workflow';
import type { IHookFunctions } from 'n8n-workflow';
import { knocker } from '../../../shared/asking/knock';
import { resumeMark } from '../../../shared/catching-up/mark';
import { openQuestions } from '../../api/question-webhooks';
import { addressOf } from '../address';
import type { Source } from '../fields/events';
import { memories } from '../memory';
import { TriggerParameters } from '../parameters';
import { forget, noteOf, recall, remember } from '../registration';
import type { KnownRegistration, Registration } from '../registration';
import { findWebhookRegistration, registerWebhook, removeWebhook } from './account-webhook';
import { findBotRegistration, registerBot, removeBot } from './agent-bot';
import { findCallbackRegistration, registerCallback, removeCallback } from './callback';
import { checkParameters } from './check';
import { openTriggerPlace } from './place';
import type { TriggerPlace } from './place';

/** How the trigger registers in Chatwoot and unregisters, per sender. */
interface Steps {
	/** The registration, if everything is as it should be. */
	find(place: TriggerPlace): Promise<Registration | undefined>;
	/** Creates or repairs it. */
	register(place: TriggerPlace): Promise<Registration>;
	/** Undoes what the trigger did, and only that. */
	remove(place: TriggerPlace): Promise<void>;
}

const STEPS: Record<Source, Steps> = {
	webhook: { find: findWebhookRegistration, register: registerWebhook, remove: removeWebhook },
	callback: { find: findCallbackRegistration, register: registerCallback, remove: removeCallback },
	bot: { find: findBotRegistration, register: registerBot, remove: removeBot },
};

/** Whether Chatwoot already sends here, with everything needed to verify the deliveries. */
export async function isRegistered(context: IHookFunctions): Promise<boolean> {
	checkParameters(new TriggerParameters(context));
	const place = await openTriggerPlace(context);
	await wakeQuestions(place);
	if (isOutdated(place)) return false;
	const registration = await STEPS[place.param.source()].find(place);
	if (registration) {
		remember(context, place.url, registration);
		if (context.getMode() !== 'manual') resumeMark(context.getWorkflowStaticData('node'));
	}
	return registration !== undefined;
}

/** Questions that wait look for replies of which Chatwoot's notification was lost. */
async function wakeQuestions({ context, param, api, url }: TriggerPlace): Promise<void> {
	if (param.source() !== 'webhook') return;
	await openQuestions(api.webhooks, url, knocker(context)).catch((failure: unknown) => {
		context.logger.warn('The questions that wait for replies could not be looked at', {
			reason: failure instanceof Error ? failure.message : String(failure),
		});
	});
}

export async function register(context: IHookFunctions): Promise<boolean> {
	const found = await openTriggerPlace(context);
	const place = isOutdated(found) ? await withoutRegistration(found) : found;
	const registration = await STEPS[place.param.source()].register(place);
	remember(context, place.url, registration);
	if (context.getMode() !== 'manual') resumeMark(context.getWorkflowStaticData('node'));
	const { missing = [] } = registration;
	if (missing.length > 0) context.logger.warn(noteOf(missing));
	return true;
}

/** The parameters may have changed since, so those of the registration count. */
export async function unregister(context: IHookFunctions): Promise<boolean> {
	const known = knownRegistration(context);
	const place = await openTriggerPlace(context, known);
	await STEPS[known?.registration.source ?? place.param.source()].remove(place);
	forget(context, place.url);
	// A test shares its memory with the active workflow, so it must not end it.
	if (context.getMode() !== 'manual') {
		memories.of(context).taken.end(context.getWorkflowStaticData('node'));
		memories.end(context);
	}
	return true;
}

/** Answers when the credential has lost the account, or its administrator rights. */
const OUT_OF_REACH = ['401', '403', '404'];

/**
 * Undoes a registration made with other parameters or another credential; returns the place without
 * it. What can no longer be reached is skipped.
 */
async function withoutRegistration(place: TriggerPlace): Promise<TriggerPlace> {
	const { context } = place;
	const failure = await unregister(context).then(
		() => undefined,
		(error: Error) => error,
	);
	if (failure) {
		const isLost = failure instanceof NodeApiError && OUT_OF_REACH.includes(failure.httpCode ?? '');
		if (!isLost) throw failure;
		const { registration, address } = knownRegistration(context) ?? {};
		const where = `account ${registration?.account} of ${registration?.server}`;
		context.logger.warn(`${address} may be left in ${where}: ${failure.message}`);
	}
	return { ...place, known: undefined, former: undefined };
}

function knownRegistration(context: IHookFunctions): KnownRegistration | undefined {
	const url = addressOf(context);
	return url === undefined ? undefined : recall(context, url);
}

/** Whether a registration is left that was made with other parameters or another credential. */
function isOutdated({ context, known, param }: TriggerPlace): boolean {
	if (!known) return knownRegistration(context) !== undefined;
	const source = param.source();
	if (known.source !== source) return true;
	if (source === 'webhook') return false;
	const inbox = param.id('inbox');
	if (source === 'callback') return inbox !== known.id;
	return inbox !== known.inbox || param.bot() !== (known.made ? undefined : known.id);
}
