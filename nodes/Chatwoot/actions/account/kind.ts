import type { IDataObject } from 'n8n-workflow';
import { LOCALES, MIN_AUTO_RESOLVE } from '../../api/account';
import type { Account } from '../../api/account';
import { email, field, flag, name, text } from '../kinds/fields';
import { kind } from '../kinds/kind';
import type { ChatwootParameters } from '../parameters/parameters';

/** Every operation names its account above the record, so none is `on` it. */
export const accounts = kind<Account>({ noun: 'account', simplified });

export const accountFields = [
	field(
		'auto_resolve_after',
		{
			displayName: 'Auto Resolve After (Minutes)',
			name: 'autoResolveAfter',
			type: 'number',
			typeOptions: { minValue: MIN_AUTO_RESOLVE },
			default: 1440,
			description:
				'After how many minutes without a message conversations are resolved, at least 10',
		},
		minutes,
	),
	flag('auto_resolve_ignore_waiting', {
		displayName: 'Auto Resolve Ignores Waiting',
		name: 'autoResolveIgnoreWaiting',
		description: 'Whether conversations in which the customer waits for an answer are left open',
	}),
	field(
		'auto_resolve_label',
		{
			displayName: 'Auto Resolve Label',
			name: 'autoResolveLabel',
			type: 'string',
			default: '',
			description: 'The title of the label that conversations resolved this way get',
		},
		// With capitals it would become a separate tag (chatwoot.md §9 Labels).
		(param, path) => param.trimmed(path)?.toLowerCase(),
	),
	text('auto_resolve_message', {
		displayName: 'Auto Resolve Message',
		name: 'autoResolveMessage',
		typeOptions: { rows: 2 },
		description: 'The message sent to the customer of a conversation resolved this way',
	}),
	name('domain', {
		displayName: 'Domain',
		name: 'domain',
		placeholder: 'e.g. example.com',
		description: 'The domain that incoming e-mails are sent to',
	}),
	field(
		'locale',
		{
			displayName: 'Locale',
			name: 'locale',
			type: 'string',
			default: '',
			placeholder: 'e.g. en',
			description: 'The language of the account, for example en, de or pt_BR',
		},
		// An unknown language crashes the server (chatwoot.md §3).
		(param, path) => param.optionalChoice(path, LOCALES),
	),
	name('name', { displayName: 'Name', name: 'name', description: 'The name of the account' }),
	email('support_email', {
		displayName: 'Support Email',
		name: 'supportEmail',
		description: 'The e-mail address that customers see as sender',
	}),
];

function minutes(param: ChatwootParameters, path: string): number | undefined {
	if (param.optionalText(path) === undefined) return undefined;
	const count = param.count(path);
	if (count >= MIN_AUTO_RESOLVE) return count;
	return param.refuse(path, `is ${count}`, `Chatwoot takes at least ${MIN_AUTO_RESOLVE} minutes.`);
}

/** Without the lists of features and cache keys, which are long and only for the dashboard. */
function simplified(account: Account): IDataObject {
	const { id, name, locale, domain, support_email, status, created_at, settings } = account;
	const { custom_attributes = {} } = account;
	return {
		id,
		name,
		locale,
		domain,
		support_email,
		status,
		created_at,
		settings,
		custom_attributes,
	};
}
