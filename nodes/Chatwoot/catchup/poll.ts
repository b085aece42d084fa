import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { catchUpSettings } from '../../shared/catching-up/fields';
import { outcomeOutput, round } from '../../shared/catching-up/round';
import { TriggerAddress } from '../../shared/catching-up/trigger-address';
import { bodyOf, Requester } from '../../shared/request';
import { clock } from '../../shared/retry';
import { AccountApi, ChatwootApi } from '../api';
import { onlyOf } from '../api/only-account';
import { chatwootService } from '../api/service';
import { TriggerParameters } from '../trigger/parameters';
import { catchUpFields } from './fields';
import { FOUND, happenedSince } from './find';
import { chosenTrigger, refuseTrigger, signing, triggersIn } from './triggers';
import type { KnownTrigger } from './triggers';

const LIMITS = { maxWaitMs: 60_000, timeoutMs: 30_000 };

/** One round: gives the chosen trigger what it missed, and tells how much that was. */
export async function catchUp(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const chatwoot = new ChatwootApi(await Requester.open(this, chatwootService, LIMITS));
	const param = new TriggerParameters(this, chatwoot.requester, catchUpFields);
	const { atMost, patience } = catchUpSettings(param);
	const account = await accountOf(param, chatwoot);
	const chosen = await publishedTrigger(this, param, chatwoot.requester, Number(account.id));
	const trigger = new TriggerAddress(this, 'Chatwoot', chosen.url, signing(chosen));
	const api = chatwoot.account(Number(account.id));
	const outcome = await round(trigger, atMost, (mark, { events, inboxes }) => {
		const wants = { events: events as string[], inboxes: inboxes as number[] };
		if (!wants.events.some((event) => FOUND.includes(event)))
			throw nothingToFind(this, wants.events);
		return happenedSince({ api, account, mark, wants, patience });
	});
	return outcomeOutput(this, outcome);
}

/** How often and after which pauses, in ms, a trigger is looked for that is not there yet. */
const TRIES = 6;
const PAUSE_MS = 2_000;

/**
 * The trigger to catch up for. n8n publishes all triggers of a workflow at the same moment (n8n.md
 * §14), so one beside this node may only be about to register.
 */
async function publishedTrigger(
	context: IPollFunctions,
	param: TriggerParameters,
	requester: Requester,
	account: number,
): Promise<KnownTrigger> {
	for (let tries = 1; ; tries++) {
		const triggers = await triggersIn(new AccountApi(requester, account));
		const chosen = chosenTrigger(param, triggers);
		if (chosen) return chosen;
		if (tries === TRIES || context.getMode() === 'manual') return refuseTrigger(param, triggers);
		await clock.sleep(PAUSE_MS);
	}
}

function nothingToFind(context: IPollFunctions, events: string[]): NodeOperationError {
	const message = `The trigger waits for what leaves no trace in Chatwoot: ${events.join(', ')}`;
	return new NodeOperationError(context.getNode(), message, {
		description: `Only these can be found afterwards: ${FOUND.join(', ')}.`,
	});
}

/** The account by id and name, as deliveries tell it. */
async function accountOf(param: TriggerParameters, { profile }: ChatwootApi): Promise<IDataObject> {
	const { accounts } = bodyOf(await profile.get());
	const given = param.accountId() ?? onlyOf(accounts);
	if (typeof given !== 'number') {
		return param.refuse('account', `is empty, and ${given.reason}`, given.wayOut);
	}
	return { id: given, name: accounts.find(({ id }) => id === given)?.name };
}
