import type { ChatwootApi } from './index';

/** Why it does not follow from the token in which account to work, and the way out. */
export interface Undecided {
	/** Goes on after "The account is not given, and". */
	reason: string;
	wayOut: string;
}

const ENTER =
	'Enter the account ID: the number after /accounts/ in the address of the Chatwoot dashboard.';

/**
 * The account to work in where none is given: the only one that the token reaches (chatwoot.md §3).
 * Throws when Chatwoot cannot be asked.
 */
export async function onlyAccount({ profile }: ChatwootApi): Promise<number | Undecided> {
	const result = await profile.get();
	if ('error' in result) {
		if (result.problem.reason !== 'notForBots') throw result.error;
		const reason = 'a bot cannot ask Chatwoot which account it belongs to';
		return { reason, wayOut: ENTER };
	}
	const { accounts } = result.body;
	if (accounts.length === 1) return accounts[0].id;
	if (accounts.length === 0) {
		return { reason: 'the user of the access token belongs to no account', wayOut: ENTER };
	}
	const list = accounts.map(({ id, name }) => `${name} (${id})`).join(', ');
	const reason = 'the access token reaches several accounts';
	return { reason, wayOut: `Choose one of them: ${list}.` };
}
