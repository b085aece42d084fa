import { decodePart } from './params';

export interface Match<T> {
	route: T;
	path: Record<string, string>;
	/** What follows the last dot: `json` in `labels.json`. */
	extension?: string;
}

interface Entry<T> {
	method: string;
	parts: string[];
	route: T;
	anyName: boolean;
}

/**
 * Rails' rules for paths (chatwoot.md [106, 111, 116]): fixed parts are compared as they were sent
 * (no %-decoding, letter case counts), slashes may be doubled or trail, a value holds no dot, and
 * only the last part may have an extension.
 */
export class Router<T> {
	private readonly entries: Entry<T>[] = [];

	/** `anyName`: dots in the path have no meaning. */
	add(method: string, path: string, route: T, anyName = false): void {
		this.entries.push({ method, parts: split(path), route, anyName });
	}

	/** The first route for a path, or undefined: then the answer is 404, also for a wrong method. */
	match(method: string, path: string): Match<T> | undefined {
		const wanted = method === 'HEAD' ? 'GET' : method;
		const whole = split(path);
		const named = /^([^.]+)\.([^.]+)$/.exec(whole.at(-1) ?? '');
		const cut = named ? [...whole.slice(0, -1), named[1]] : whole;
		const dotted = cut.some((part) => part.includes('.'));
		for (const entry of this.entries) {
			if (entry.method !== wanted || entry.parts.length !== whole.length) continue;
			if (dotted && !entry.anyName) continue;
			const parts = entry.anyName ? whole : cut;
			const fits = entry.parts.every((part, i) => part.startsWith(':') || part === parts[i]);
			if (!fits) continue;
			const path = values(entry.parts, parts);
			return { route: entry.route, path, extension: entry.anyName ? undefined : named?.[2] };
		}
		return undefined;
	}
}

function split(path: string) {
	return path.split('/').filter((part) => part !== '');
}

function values(names: string[], parts: string[]) {
	return Object.fromEntries(
		names.flatMap((name, i) =>
			name.startsWith(':') ? [[name.slice(1), decodePart(parts[i])]] : [],
		),
	);
}
