import type { IDataObject } from 'n8n-workflow';
import { LOCALES, MIN_AUTO_RESOLVE } from '../../api/account';
import type { Account } from '../../api/account';
import type { ChatwootContext, Operation, Resource } from '../operation/context';
import { accountLocator, simplifyField } from '../fields';
import type { ChatwootParameters } from '../operation/parameters';
import { given, refuseNoChange, updateFieldsOf } from '../records/records';

const FIELDS = 'updateFields';

const getAccount: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get an account',
	description: 'Get an account with its settings',
	properties: [accountLocator, simplifyField],
	async run(context) {
		return output(context, await (await context.account()).settings.get());
	},
};

const updateAccount: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update an account',
	description: 'Change the name, the language or the settings of an account',
	access: 'administrator',
	properties: [
		accountLocator,
		updateFieldsOf([
			{
				displayName: 'Auto Resolve After (Minutes)',
				name: 'autoResolveAfter',
				type: 'number',
				typeOptions: { minValue: MIN_AUTO_RESOLVE },
				default: 1440,
				description:
					'After how many minutes without a message conversations are resolved, at least 10',
			},
			{
				displayName: 'Auto Resolve Ignores Waiting',
				name: 'autoResolveIgnoreWaiting',
				type: 'boolean',
				default: true,
				description:
					'Whether conversations in which the customer waits for an answer are left open',
			},
			{
				displayName: 'Auto Resolve Label',
				name: 'autoResolveLabel',
				type: 'string',
				default: '',
				description: 'The title of the label that conversations resolved this way get',
			},
			{
				displayName: 'Auto Resolve Message',
				name: 'autoResolveMessage',
				type: 'string',
				typeOptions: { rows: 2 },
				default: '',
				description: 'What is written to the customer of a conversation resolved this way',
			},
			{
				displayName: 'Domain',
				name: 'domain',
				type: 'string',
				default: '',
				placeholder: 'example.com',
				description: 'The domain that incoming e-mails are sent to',
			},
			{
				displayName: 'Locale',
				name: 'locale',
				type: 'string',
				default: '',
				placeholder: 'en',
				description: 'The language of the account, for example en, de or pt_BR',
			},
			{
				displayName: 'Name',
				name: 'name',
				type: 'string',
				default: '',
				description: 'The name of the account',
			},
			{
				displayName: 'Support Email',
				name: 'supportEmail',
				type: 'string',
				placeholder: 'name@email.com',
				default: '',
				description: 'The e-mail address that customers see as sender',
			},
		]),
		simplifyField,
	],
	orderKey: () => 'account',
	async run(context) {
		const fields = fieldsFrom(context.param);
		refuseNoChange(context.param, fields);
		return output(context, await (await context.account()).settings.update(fields));
	},
};

function fieldsFrom(param: ChatwootParameters): IDataObject {
	return given({
		auto_resolve_after: minutes(param, `${FIELDS}.autoResolveAfter`),
		auto_resolve_ignore_waiting: param.optionalBoolean(`${FIELDS}.autoResolveIgnoreWaiting`),
		auto_resolve_label: param.trimmed(`${FIELDS}.autoResolveLabel`),
		auto_resolve_message: param.optionalText(`${FIELDS}.autoResolveMessage`),
		domain: param.trimmed(`${FIELDS}.domain`),
		// An unknown language crashes the server (chatwoot.md §3).
		locale: param.optionalChoice(`${FIELDS}.locale`, LOCALES),
		name: param.trimmed(`${FIELDS}.name`),
		support_email: param.email(`${FIELDS}.supportEmail`),
	});
}

function minutes(param: ChatwootParameters, path: string): number | undefined {
	if (param.optionalText(path) === undefined) return undefined;
	const count = param.count(path);
	if (count >= MIN_AUTO_RESOLVE) return count;
	return param.refuse(path, `is ${count}`, `Chatwoot takes at least ${MIN_AUTO_RESOLVE} minutes.`);
}

/** Without the lists of features and cache keys, which are long and for the dashboard. */
function output({ param }: ChatwootContext, account: Account): IDataObject {
	if (!param.boolean('simplify')) return account;
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

export const account: Resource = {
	name: 'Account',
	value: 'account',
	description: 'The settings of the account',
	operations: [getAccount, updateAccount],
};
