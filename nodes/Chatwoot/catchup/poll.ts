import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { catchUpSettings } from '../../shared/catching-up/fields';
import { outcomeOutput, round } from '../../shared/catching-up/round';
import { TriggerAddress } from '../../shared/catching-up/trigger-address';
import { bodyOf, Requester } from '../../shared/request';
import { ChatwootApi } from '../api';
import { onlyOf } from '../api/only-account';
import { chatwootService } from '../api/service';
import { TriggerParameters } from '../trigger/parameters';
import { catchUpFields } from './fields';
import { FOUND, happenedSince } from './find';
import { chosenTrigger, signing, triggersIn } from './triggers';

const LIMITS = { maxWaitMs: 60_000, timeoutMs: 30_000 };

/** One round: gives the chosen trigger what it missed, and tells how much that was. */
export async function catchUp(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const chatwoot = new ChatwootApi(await Requester.open(this, chatwootService, LIMITS));
	const param = new TriggerParameters(this, chatwoot.requester, catchUpFields);
	const { atMost, patience } = catchUpSettings(param);
	const account = await accountOf(param, chatwoot);
	const api = chatwoot.account(Number(account.id));
	const chosen = chosenTrigger(param, await triggersIn(api));
	const trigger = new TriggerAddress(this, chosen.url, {
		name: 'Chatwoot',
		sign: signing(chosen),
		// n8n stores what a trigger has registered once all of its workflow have begun (n8n.md §14).
		ifUnknown:
			'This node needs another workflow than the trigger. If it has, unpublish that of the trigger and publish it again, so that it learns how Chatwoot signs.',
	});
	const outcome = await round(trigger, atMost, (mark, { events, inboxes }) => {
		const wants = { events: events as string[], inboxes: inboxes as number[] };
		if (!wants.events.some((event) => FOUND.includes(event)))
			throw nothingToFind(this, wants.events);
		return happenedSince({ api, account, mark, wants, patience });
	});
	return outcomeOutput(this, outcome);
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
