import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { narrowed } from '../../shared/locator';
import { take } from '../../shared/pages';
import { onOneLine } from '../../shared/text';
import { otherServer } from '../../shared/web-address';
import { companies } from '../actions/company/kind';
import type { AccountApi } from '../api';
import { parseReference } from '../api/ids';
import type { Contact, Conversation } from '../api/types';
import { accountsOf, chosenAccount, chosenId, open } from './account';
import { pickerError } from './picker-results';

/** The accounts that the token can reach. */
export async function searchAccounts(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const accounts = await accountsOf(this, await open(this));
	return narrowed(
		accounts.map(({ id, name }) => ({ name, value: id })),
		filter,
	);
}

/**
 * Contacts by name, page by page; the server searches name, e-mail, phone number and identifier.
 */
export async function searchContacts(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const { contactLists } = await chosenAccount(this);
	const { contacts, next } = await contactLists.page(pageOf(paginationToken), filter?.trim());
	return { results: contacts.map(contactItem), paginationToken: next?.toString() };
}

/**
 * Conversations by last activity. A search matches their number, their contact, and the text of
 * their messages; the server's own search does not look at contacts (chatwoot.md §5).
 */
export async function searchConversations(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const account = await chosenAccount(this);
	const { conversationLists } = account;
	const wanted = filter?.trim().replace(/^#/, '') ?? '';
	const first = wanted === '' || paginationToken ? [] : await namedConversations(account, wanted);
	const { conversations, next } = await conversationLists.page(pageOf(paginationToken), wanted);
	const known = new Set(first.map(({ id }) => id));
	const results = [...first, ...conversations.filter(({ id }) => !known.has(id))];
	return { results: results.map(conversationItem), paginationToken: next?.toString() };
}

/** How many matching contacts contribute their conversations to a search. */
const CONTACTS = 3;

async function namedConversations(
	{ contacts, contactLists, conversations, requester }: AccountApi,
	wanted: string,
): Promise<Conversation[]> {
	const named = parseReference('conversation', wanted);
	const isHere = named && !(named.url && otherServer(named.url, requester));
	const exact = isHere ? await conversations.find(named.id) : undefined;
	const people = (await contactLists.page(1, wanted)).contacts.slice(0, CONTACTS);
	const theirs = await Promise.all(people.map(async ({ id }) => await contacts.conversations(id)));
	return [...(exact ? [exact] : []), ...theirs.flat().filter(({ id }) => id !== exact?.id)];
}

/** The categories of the chosen portal. */
export async function searchCategories(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { portal, account } = await chosenPortal(this);
	const found = await take(account.categories.walk(portal, {}), Infinity);
	return narrowed(
		found.map(({ id, name, locale }) => ({ name: `${name} (${locale})`, value: id })),
		filter,
	);
}

/** The articles of the chosen portal: the newest, or those that match the typed words. */
export async function searchArticles(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const { portal, account } = await chosenPortal(this);
	const query = { query: filter?.trim() || undefined };
	const found = await take(account.articles.walk(portal, query), ARTICLES);
	return {
		results: found.map(({ id, title, status }) => ({ name: `${title} (${status})`, value: id })),
	};
}

/** How many articles a picker shows; typing finds others. */
const ARTICLES = 50;

/** The companies by name: the first, or those that match the typed words. */
export async function searchCompanies(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const account = await chosenAccount(this);
	const found = await take(account.companies.walk(filter?.trim() || undefined), COMPANIES);
	return { results: found.map(companies.picker.entry) };
}

/** How many companies a picker shows; typing finds others. */
const COMPANIES = 50;

async function chosenPortal(context: ILoadOptionsFunctions) {
	const account = await chosenAccount(context);
	const portal = chosenId(context, account, 'portal');
	if (portal !== undefined) return { account, portal };
	throw pickerError(context, {
		message: 'Choose the portal first',
		description: 'It cannot be an expression here.',
	});
}

function contactItem({ id, name, email, phone_number, identifier }: Contact): INodeListSearchItems {
	const known = [email, phone_number, identifier].filter((text) => text).join(', ');
	return {
		name: name && known ? `${name} (${known})` : name || known || `Contact ${id}`,
		value: id,
	};
}

function conversationItem({ id, status, meta, messages }: Conversation): INodeListSearchItems {
	const { name, email, phone_number } = meta.sender;
	const said = onOneLine(messages[0]?.content ?? '', 60);
	const who = name || email || phone_number || `contact ${meta.sender.id}`;
	return { name: `#${id} ${who}, ${status}${said ? `: ${said}` : ''}`, value: id };
}

function pageOf(paginationToken?: string): number {
	return Number(paginationToken ?? 1);
}
