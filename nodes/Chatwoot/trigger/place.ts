import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { interactive, Requester } from '../../shared/request';
import { quote } from '../../shared/text';
import { ChatwootApi } from '../api';
import type { AccountApi } from '../api';
import { parseReference } from '../api/ids';
import { chatwootService } from '../api/service';
import { parseWebUrl } from '../api/web-url';
import { isHere, isSibling } from './address';
import { recall } from './registration';
import type { Known, Registration } from './registration';

/** Where the trigger is to be registered, and how. */
export interface Place {
	context: IHookFunctions;
	api: AccountApi;
	/** The address of this node, test or production. */
	url: string;
	/** The registration of an earlier time under this address, or under the former one. */
	known?: Registration;
	/** The address of the known registration, where n8n has another one by now. */
	former?: string;
	/** The user of the access token; undefined for other tokens. */
	user?: number;
}

/**
 * Opens the account that the node names; to take an earlier registration back, the account and the
 * address of that.
 */
export async function openPlace(context: IHookFunctions, earlier?: Known): Promise<Place> {
	const url = earlier?.address ?? addressOf(context);
	if (url === undefined) {
		throw new NodeOperationError(context.getNode(), 'This n8n has no address for webhooks', {
			description: 'Set WEBHOOK_URL to the address under which Chatwoot can reach this n8n.',
		});
	}
	const chatwoot = new ChatwootApi(await Requester.open(context, chatwootService, interactive));
	const { baseUrl } = chatwoot.requester;
	if (earlier && earlier.registration.server !== baseUrl) {
		throw chatwoot.requester.error({
			message: `The trigger is registered in ${earlier.registration.server}, but the credential is for ${baseUrl}`,
			description: `Take ${earlier.address} out there by hand.`,
			status: 404,
		});
	}
	const placeIn = (account: number, user?: number): Place => {
		const { registration: known, address } = recall(context, url) ?? {};
		const api = chatwoot.account(account);
		// Elsewhere the same ids mean other things.
		if (known?.server !== baseUrl || known.account !== account) return { context, api, url, user };
		return { context, api, url, known, former: address === url ? undefined : address, user };
	};
	if (earlier) return placeIn(earlier.registration.account);
	const chosen = chosenId(context, 'account', 'account');
	const profile = await chatwoot.profile.get();
	if ('error' in profile) {
		// Bots have none. Whoever else's it is has to be known, else his own messages cannot be.
		if (chosen === undefined || profile.problem.status !== 401) throw profile.error;
		return placeIn(chosen);
	}
	const { id: user, accounts } = profile.body;
	if (chosen !== undefined) return placeIn(chosen, user);
	if (accounts.length === 1) return placeIn(accounts[0].id, user);
	throw new NodeOperationError(context.getNode(), 'Choose the account', {
		description: 'The access token reaches several accounts.',
	});
}

/** What a registration says of where it is. */
export function whereabouts({
	api,
	user,
}: Place): Pick<Registration, 'server' | 'account' | 'user'> {
	return { server: api.requester.baseUrl, account: api.id, ...(user !== undefined && { user }) };
}

/** Whether an address that stands in Chatwoot leads to this node, by its present or former name. */
export function leadsHere(address: unknown, { url, former }: Place): boolean {
	return isHere(address, url) || (former !== undefined && isHere(address, former));
}

/**
 * Throws when an address of which there is but one leads to another workflow, which would hear
 * nothing any more, and come back to it when that is gone. A test may borrow it.
 */
export function refuseSibling(
	{ context, url }: Place,
	address: unknown,
	taken: string,
	wayOut: string,
): void {
	if (context.getMode() === 'manual' || !isSibling(address, url)) return;
	const plain = String(address).replace(/\?.*/, '');
	const message = `${taken} sends its events to another workflow of this n8n already: ${plain}`;
	throw new NodeOperationError(context.getNode(), message, {
		description: `Unpublish that one first, or ${wayOut}. If it is gone, empty the address in Chatwoot.`,
	});
}

/** The address of the node, test or production, as Chatwoot can call it. */
export function addressOf(
	context: Pick<IHookFunctions | IWebhookFunctions, 'getNodeWebhookUrl'>,
): string | undefined {
	return parseWebUrl(context.getNodeWebhookUrl('default') ?? '');
}

/** The id in a locator; undefined when it is empty. Throws when it holds anything else. */
export function chosenId(context: IHookFunctions, name: string, kind: string): number | undefined {
	const parameter = context.getNodeParameter(name, '') as unknown;
	const isLocator = typeof parameter === 'object' && parameter !== null;
	const text = String((isLocator ? (parameter as IDataObject).value : parameter) ?? '').trim();
	if (text === '') return undefined;
	const reference = parseReference(kind, text);
	if (reference) return reference.id;
	throw new NodeOperationError(context.getNode(), `Not an ID: ${quote(text)}`, {
		description: `The parameter for the ${kind} needs a whole number.`,
	});
}

/** The bot that is to listen; undefined when the trigger makes one. Throws when none was chosen. */
export function chosenBot(context: IHookFunctions): number | undefined {
	const isNew = context.getNodeParameter('botMode', 'create') === 'create';
	return isNew ? undefined : requiredId(context, 'agentBot', 'agent bot');
}

/** Like `chosenId`, for what the trigger cannot do without. */
export function requiredId(context: IHookFunctions, name: string, kind: string): number {
	const id = chosenId(context, name, kind);
	if (id !== undefined) return id;
	throw new NodeOperationError(context.getNode(), `Choose the ${kind}`);
}
