/** What a server refuses, in its own words. */
export class Refused extends Error {}

/** Calls a server as a person's browser does. */
export async function call<T>(url: string, init: RequestInit): Promise<T> {
	const response = await fetch(url, init);
	const text = await response.text();
	if (!response.ok) throw new Refused(wordsOf(text) || `The server answered ${response.status}.`);
	return (text ? JSON.parse(text) : {}) as T;
}

export function json(
	method: string,
	body: object,
	headers: Record<string, string> = {},
): RequestInit {
	return {
		method,
		headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
		body: JSON.stringify(body),
	};
}

function wordsOf(text: string): string {
	try {
		const { message, error } = JSON.parse(text) as { message?: unknown; error?: unknown };
		return String(message ?? error ?? '');
	} catch {
		return '';
	}
}
