import { webAddress } from '../../shared/web-address';

/** Where the installation's own paths begin: everything before it is the base URL. */
const PASTED = /\/(app|super_admin|(public\/|platform\/)?api(\/v\d[^/]*)?)(\/.*)?$/i;

/**
 * The base URL of an installation, from what people paste: without trailing slashes, query, or the
 * path of a dashboard page or of the API (chatwoot.md §13). An installation under a path keeps it.
 * Undefined when the text is not a web address.
 */
export function normaliseBaseUrl(text: string): string | undefined {
	const url = webAddress(text.trim());
	if (!url) return undefined;
	const { protocol, host, pathname } = url;
	return `${protocol}//${host}${pathname.replace(PASTED, '').replace(/\/+$/, '')}`;
}

/** The address of a record in the dashboard, for people: `conversations/42`, `contacts/7`. */
export function dashboardUrl(publicUrl: string, account: number, record: string): string {
	return `${publicUrl}/app/accounts/${account}/${record}`;
}
