import { byId } from './dom';

/** Does something in a server; says on the page what it refuses. Returns undefined then. */
export async function act<T = object>(name: string, body: object): Promise<T | undefined> {
	try {
		const response = await fetch(`/acts/${name}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		const answer = (await response.json()) as T & { message?: string };
		if (response.ok) {
			tell('');
			return answer;
		}
		tell(answer.message ?? 'That did not work.');
	} catch {
		tell('Nobody answers: does the demo still run?');
	}
	return undefined;
}

/** Shows a trouble until the next thing works. */
function tell(text: string): void {
	const place = byId('trouble');
	place.textContent = text;
	place.hidden = text === '';
}
