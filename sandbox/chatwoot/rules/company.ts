import type { State } from '../state/state';
import type { Contact } from '../state/types';

/** Public mail domains name no company; the server's list is longer. */
const FREE = new Set(
	(
		'gmail.com googlemail.com yahoo.com hotmail.com outlook.com live.com aol.com icloud.com me.com ' +
		'gmx.de gmx.net gmx.com web.de proton.me protonmail.com mail.com zoho.com yandex.com qq.com'
	).split(' '),
);

/** Addresses that the mail library finds valid: plain letters, no dot at an edge, a dotted domain. */
const BUSINESS =
	/^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@([a-z\d-]+(?:\.[a-z\d-]+)+)$/i;

function domainOf(email: string | null): string | undefined {
	const domain = BUSINESS.exec(email ?? '')?.[1]?.toLowerCase();
	return domain === undefined || FREE.has(domain) ? undefined : domain;
}

function title(domain: string) {
	return domain
		.split('.')[0]
		.replace(/[-_]/g, ' ')
		.replace(/(^|\s)\p{L}/gu, (letter) => letter.toUpperCase());
}

/**
 * The company of a contact's mail domain; the first contact of the domain names it
 * (chatwoot.md [135]).
 */
export function registerCompany(state: State, contact: Contact): string | undefined {
	const domain = domainOf(contact.email);
	if (domain === undefined) return undefined;
	const account_id = contact.account_id;
	const known = state.companies.find(
		(row) => row.domain === domain && row.account_id === account_id,
	);
	if (known) return known.name;
	const given = contact.additional_attributes.company_name;
	const name = typeof given === 'string' && given.trim() !== '' ? given : title(domain);
	return state.companies.insert({ account_id, domain, name }).name;
}

/**
 * The first email of a contact overwrites the company name that was sent (chatwoot.md [120, 135]).
 */
export function applyCompany(state: State, contact: Contact): void {
	const name = registerCompany(state, contact);
	if (name !== undefined) {
		contact.additional_attributes = { ...contact.additional_attributes, company_name: name };
	}
}
