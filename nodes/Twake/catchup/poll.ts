import { NodeOperationError } from 'n8n-workflow';
import type { INode, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { catchUpSettings } from '../../shared/catching-up/fields';
import { outcomeOutput, round } from '../../shared/catching-up/round';
import type { Find } from '../../shared/catching-up/round';
import { TriggerAddress } from '../../shared/catching-up/trigger-address';
import { Requester } from '../../shared/request';
import { clock } from '../../shared/retry';
import { signatureOf } from '../../shared/signature';
import { TwakeApi } from '../api';
import { enteredIn } from '../api/login';
import { twakeService } from '../api/service';
import { SIGNATURE } from '../trigger/forward';
import { eventsSince, VISIBLE } from './events-since';
import { CatchUpParameters } from './parameters';
import { watchedChannels } from './watched-channels';

/** A round lasts less than the five minutes that n8n gives a poll. */
const LIMITS = { maxWaitMs: 30_000, timeoutMs: 60_000 };

/**
 * How far each round looks back behind the one before, in ms: Twake's clock may be behind ours, and
 * messages may be changed or appear late.
 */
const LOOKED_BACK_MS = 10 * 60_000;

/** How many events the trigger is asked about at once. */
const STRETCH = 100;

/** One round of Twake Catch Up; nothing unless something was missed. */
export async function catchUp(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const node = context.getNode();
	const { isLegacy, applicationId, privateKey } = enteredIn(
		await context.getCredentials(twakeService.credential),
	);
	if (isLegacy) {
		const message = 'The legacy API of Twake does not list messages, so nothing can be caught up';
		throw new NodeOperationError(node, message, {
			description: 'If the server is from 2022 or later, set API Generation to "Application API".',
		});
	}
	const requester = await Requester.open(context, twakeService, LIMITS);
	const twake = new TwakeApi(requester, applicationId);
	const param = new CatchUpParameters(context, requester);
	const { atMost, patience } = catchUpSettings(param);
	param.workspaces();
	const address = param.triggerAddress() ?? (await hooksUrl(context, twake));
	const trigger = new TriggerAddress(context, address, {
		name: 'Twake',
		sign: (body) => ({ [SIGNATURE]: signatureOf([body], privateKey) }),
		ifUnknown: 'Choose the credential that the trigger has.',
	});
	const find: Find = async function* (mark, { events, channels: wanted }) {
		if (!VISIBLE.some((event) => listOf(events).includes(event))) throw nothingVisible(node);
		const channels = await watchedChannels(twake, param, node, listOf(wanted));
		const until = clock.now() - patience;
		const since = until - LOOKED_BACK_MS;
		const all = await eventsSince(twake, channels, mark.since);
		const happened = all.filter(({ at }) => at <= until);
		for (let begin = 0; begin < happened.length; begin += STRETCH) {
			const part = happened.slice(begin, begin + STRETCH);
			// Something else may have happened in the same millisecond.
			const passed = part[part.length - 1].at - 1;
			yield { happened: part, mark: { since: Math.min(passed, since) } };
		}
		yield { happened: [], mark: { since } };
	};
	return outcomeOutput(context, await round(trigger, atMost, find));
}

function nothingVisible(node: INode): NodeOperationError {
	const message = 'Twake does not show afterwards what the trigger waits for';
	return new NodeOperationError(node, message, {
		description: 'Only new, edited and deleted messages can be caught up, no clicks or commands.',
	});
}

/** Twake delivers there, so the trigger should listen there. */
async function hooksUrl(context: IPollFunctions, twake: TwakeApi): Promise<string> {
	const url = await twake.application.hooksUrl();
	if (/^https?:\/\//i.test(url) && URL.canParse(url)) return url;
	throw new NodeOperationError(
		context.getNode(),
		'Twake sends the events of the application to no address',
		{
			description: 'Enter the Production URL of the Twake Trigger as Hooks URL of the application.',
		},
	);
}

function listOf(value: unknown): string[] {
	return Array.isArray(value) ? value.map(String) : [];
}
