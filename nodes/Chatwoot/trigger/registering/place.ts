import { NodeOperationError } from 'n8n-workflow';
import type { IHookFunctions } from 'n8n-workflow';
import { interactive, Requester } from '../../../shared/request';
import { ChatwootApi } from '../../api';
import type { AccountApi } from '../../api';
import { onlyAccount } from '../../api/only-account';
import { chatwootService } from '../../api/service';
import { addressOf, isHere, isSibling } from '../address';
import { TriggerParameters } from '../parameters';
import { recall } from '../registration';
import type { KnownRegistration, Registration } from '../registration';

/** Where to register the trigger, and how. */
export interface TriggerPlace {
	context: IHookFunctions;
	param: TriggerParameters;
	api: AccountApi;
	/** The test or production address of this node. */
	url: string;
	/** An earlier registration under this address, or under the former one. */
	known?: Registration;
	/** The address of the known registration, if n8n now has another address. */
	former?: string;
	/** The user of the access token; undefined for other tokens. */
	user?: number;
}

/**
 * Opens the account that the node names; to undo an earlier registration, its account and address.
 */
export async function openTriggerPlace(
	context: IHookFunctions,
	earlier?: KnownRegistration,
): Promise<TriggerPlace> {
	const url = earlier?.address ?? addressOf(context);
	if (url === undefined) {
		throw new NodeOperationError(context.getNode(), 'This n8n has no address for webhooks', {
			description: 'Set WEBHOOK_URL to the address under which Chatwoot can reach this n8n.',
		});
	}
	const chatwoot = new ChatwootApi(await Requester.open(context, chatwootService, interactive));
	const { baseUrl } = chatwoot.requester;
	const param = new TriggerParameters(context, chatwoot.requester);
	if (earlier && earlier.registration.server !== baseUrl) {
		throw chatwoot.requester.error({
			message: `The trigger is registered in ${earlier.registration.server}, but the credential is for ${baseUrl}`,
			description: `Take ${earlier.address} out there by hand.`,
			status: 404,
		});
	}
	const account = earlier?.registration.account ?? (await accountIn(param, chatwoot));
	const place = { context, param, api: chatwoot.account(account), url };
	const { registration: known, address } = recall(context, url) ?? {};
	const user = earlier ? undefined : await userOf(chatwoot);
	// Elsewhere the same ids mean other records.
	if (known?.server !== baseUrl || known.account !== account) return { ...place, user };
	return { ...place, known, former: address === url ? undefined : address, user };
}

async function accountIn(param: TriggerParameters, chatwoot: ChatwootApi): Promise<number> {
	const account = param.accountId() ?? (await onlyAccount(chatwoot));
	if (typeof account === 'number') return account;
	return param.refuse('account', `is empty, and ${account.reason}`, account.wayOut);
}

/**
 * Bots have none. For other tokens the user must be known, or the trigger could not recognise that
 * user's own messages.
 */
async function userOf({ profile }: ChatwootApi): Promise<number | undefined> {
	const result = await profile.get();
	if (!('error' in result)) return result.body.id;
	if (result.problem.reason === 'notForBots') return undefined;
	throw result.error;
}

/** The fields that say where a registration is. */
export function locationOf({
	api,
	user,
}: TriggerPlace): Pick<Registration, 'server' | 'account' | 'user'> {
	return { server: api.requester.baseUrl, account: api.id, ...(user !== undefined && { user }) };
}

/** Whether an address stored in Chatwoot leads to this node, by its current or former address. */
export function isAddressOfNode(address: unknown, { url, former }: TriggerPlace): boolean {
	return isHere(address, url) || (former !== undefined && isHere(address, former));
}

/**
 * Throws when an address that can exist only once leads to another workflow: that one would hear
 * nothing any more, and would get the address back later, even if it no longer exists. A test may
 * borrow it.
 */
export function refuseSibling(
	{ context, url }: TriggerPlace,
	address: unknown,
	sender: string,
	wayOut: string,
): void {
	if (context.getMode() === 'manual' || !isSibling(address, url)) return;
	const plain = String(address).replace(/\?.*/, '');
	const message = `${sender} sends its events to another workflow of this n8n already: ${plain}`;
	throw new NodeOperationError(context.getNode(), message, {
		description: `Unpublish that one first, or ${wayOut}. If it is gone, empty the address in Chatwoot.`,
	});
}
