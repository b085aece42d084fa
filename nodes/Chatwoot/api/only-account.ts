import type { ChatwootApi } from './index';

/** Why the token does not determine the account, and the way out. */
export interface Undecided {
	/** Completes "The account is not given, and". */
	reason: string;
	wayOut: string;
}

const ENTER =
	'Enter the account ID: the number after /accounts/ in the address of the Chatwoot dashboard.';

/**
 * The account to use when none is given: the only one that the token reaches (chatwoot.md §3).
 * Throws when Chatwoot cannot be asked.
 */
export async function onlyAccount(chatwoot: ChatwootApi): Promise<number | Undecided> {
	return onlyOf(await accountsOfToken(chatwoot));
}

/** The accounts that the token reaches; undefined for a bot, which may not ask. */
export async function accountsOfToken({
	profile,
}: ChatwootApi): Promise<Array<{ id: number; name: string }> | undefined> {
	const result = await profile.get();
	if (!('error' in result)) return result.body.accounts;
	if (result.problem.reason === 'notForBots') return undefined;
	throw result.error;
}

export function onlyOf(
	accounts: Array<{ id: number; name: string }> | undefined,
): number | Undecided {
	if (!accounts) {
		const reason = 'a bot cannot ask Chatwoot which account it belongs to';
		return { reason, wayOut: ENTER };
	}
	if (accounts.length === 1) return accounts[0].id;
	if (accounts.length === 0) {
		return { reason: 'the user of the access token belongs to no account', wayOut: ENTER };
	}
	const list = accounts.map(({ id, name }) => `${name} (${id})`).join(', ');
	const reason = 'the access token reaches several accounts';
	return { reason, wayOut: `Choose one of them: ${list}.` };
}
