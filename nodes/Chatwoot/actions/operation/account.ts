import { locator } from '../../../shared/locator';
import { ID } from '../kinds/kind';

export const accountLocator = locator({
	displayName: 'Account',
	name: 'account',
	description:
		'The Chatwoot account to work in. Leave it empty when the access token has only one account.',
	list: { method: 'searchAccounts' },
	id: '1',
	url: 'https://app.chatwoot.com/app/accounts/1/dashboard',
	pattern: ID,
});
