import type { Fault, Forwarded, Met } from './fault-proxy';

/**
 * What the server really answers to each kind of request: where that is nothing, nobody can tell
 * an empty answer that something else gave in its place, so such a fault is left out.
 */
export class TrueForms {
	private readonly seen = new Map<string, Set<string>>();
	private readonly given: Map<Fault, string>;

	constructor(impostors: Array<[fault: Fault, body: unknown]>) {
		this.given = new Map(impostors.map(([fault, body]) => [fault, formOf(body)]));
	}

	/** Keeps the forms of answers that came without a fault. */
	learn(forwarded: Forwarded[]): void {
		for (const { method, path, answer } of forwarded) {
			if (answer.status >= 300) continue;
			const kind = kindOf(method, path);
			const forms = this.seen.get(kind) ?? new Set<string>();
			this.seen.set(kind, forms.add(formOf(parsed(answer.body))));
		}
	}

	/** The fault, unless its answer has the very form of a true one, or any form `isTaken`. */
	unlessTrue({ method, path }: Met, fault: Fault | undefined, isTaken: boolean): Fault | undefined {
		const form = fault && this.given.get(fault);
		if (form === undefined) return fault;
		return isTaken || this.seen.get(kindOf(method, path))?.has(form) ? undefined : fault;
	}
}

const kindOf = (method: string, path: string): string =>
	`${method} ${path.replace(/\?.*$/, '').replace(/[0-9a-f-]{8,}|[A-Za-z-]{16,}|\d+/g, 'N')}`;

function parsed(body: Buffer): unknown {
	const text = body.toString();
	try {
		return text === '' ? undefined : (JSON.parse(text) as unknown);
	} catch {
		return text;
	}
}

/** Nothing and null are one form; objects are compared by their keys. */
function formOf(body: unknown): string {
	if (body === undefined || body === null) return 'nothing';
	if (Array.isArray(body)) return body.length === 0 ? 'empty list' : 'list';
	return typeof body === 'object' ? Object.keys(body).sort().join() : typeof body;
}
