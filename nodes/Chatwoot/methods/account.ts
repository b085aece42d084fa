import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { interactive, Requester } from '../../shared/request';
import { ChatwootApi } from '../api';
import type { AccountApi } from '../api';
import { parseReference } from '../api/ids';
import { chatwootService } from '../api/service';
import { notToBeListed } from './offered';

/** Where the pickers of the editor look. */

export async function open(context: ILoadOptionsFunctions): Promise<ChatwootApi> {
	return new ChatwootApi(await Requester.open(context, chatwootService, interactive));
}

export async function accountsOf(context: ILoadOptionsFunctions, { profile }: ChatwootApi) {
	const result = await profile.get();
	if (!('error' in result)) return result.body.accounts;
	throw result.problem.reason === 'notForBots'
		? notToBeListed(context, {
				message: 'A bot cannot list anything in Chatwoot: enter IDs instead',
				description: 'Or use the access token of a user.',
			})
		: result.error;
}

/** The account chosen in the node, or the only one of the token. */
export async function chosenAccount(context: ILoadOptionsFunctions): Promise<AccountApi> {
	const chatwoot = await open(context);
	const parameter = context.getCurrentNodeParameter('account') as { value?: unknown } | undefined;
	const reference = parseReference('account', String(parameter?.value ?? ''));
	if (reference) return chatwoot.account(reference.id);
	const accounts = await accountsOf(context, chatwoot);
	if (accounts.length === 1) return chatwoot.account(accounts[0].id);
	throw notToBeListed(context, {
		message: 'Choose the account first',
		description:
			'The access token reaches several accounts. The account cannot be an expression here.',
	});
}
