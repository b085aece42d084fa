import { Call } from '../call';
import * as cast from '../http/cast';
import { notFound, serverError } from '../http/errors';
import { Validation } from '../rules/errors';
import { membershipOf } from '../state/access';
import { accountView } from '../views/account';
import type { Routes } from './routes';

const LOCALES =
	'en ar bg ca cs da de el es fa fi fr he hi hu id is it ja ko lt lv ml ms nl no pl pt pt_BR ro ru sk sl sr sv ta th tr uk ur vi zh zh_CN zh_TW'.split(
		' ',
	);

/**
 * An account that the caller is not a member of does not exist here: 404, not 401
 * (chatwoot.md [106]).
 */
function mine(call: Call): Call {
	const account = call.state.accounts.get(call.id('account_id'));
	const membership = account && membershipOf(call.state, call.user.id, account.id);
	if (!account || !membership) throw notFound();
	return new Call(call.state, call.request, call.path, call.person, account, membership);
}

function show(outer: Call) {
	const { account } = mine(outer);
	return { ...accountView(account), latest_chatwoot_version: null, subscribed_features: [] };
}

const ATTRIBUTES = ['industry', 'company_size', 'timezone'];
const SETTINGS = ['auto_resolve_message', 'auto_resolve_ignore_waiting', 'auto_resolve_label'];

function update(outer: Call) {
	const call = mine(outer);
	call.requireAdmin();
	const { account, params } = call;
	const locale = cast.scalar(params.locale);
	if (locale !== undefined && !LOCALES.includes(String(locale))) throw serverError('locale');
	const minutes = cast.scalar(params.auto_resolve_after);
	const check = new Validation();
	if (call.has('name')) check.present('name', call.text('name'));
	if (typeof minutes === 'string') check.add('auto_resolve_after', 'must be of type integer');
	if (typeof minutes === 'number' && minutes < 10) {
		check.add('auto_resolve_after', 'must be greater than or equal to 10');
	}
	check.finish();
	if (call.has('name')) account.name = call.text('name') ?? account.name;
	if (locale !== undefined) account.locale = String(locale);
	if (call.has('domain')) account.domain = call.text('domain');
	if (call.has('support_email')) account.support_email = call.text('support_email');
	if (minutes !== undefined) account.settings.auto_resolve_after = minutes;
	for (const key of ATTRIBUTES) if (call.has(key)) account.custom_attributes[key] = params[key];
	for (const key of SETTINGS) if (call.has(key)) account.settings[key] = params[key];
	return accountView(account);
}

export function accountRoutes(on: Routes): void {
	on.personal('GET', '/api/v1/accounts/:account_id', show);
	on.personal('PATCH', '/api/v1/accounts/:account_id', update);
	on.personal('GET', '/api/v1/accounts/:account_id/cache_keys', (call) => ({
		cache_keys: accountView(mine(call).account).cache_keys,
	}));
}
