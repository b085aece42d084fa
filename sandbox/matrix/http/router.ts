import type { Call } from './call';
import { unquote } from './query';

export type Handler = (call: Call) => unknown;

export interface RouteOptions {
	/** Answers without a token. */
	open?: boolean;
	/** Guests may call it: most of them. */
	guests?: boolean;
}

export interface Route extends RouteOptions {
	method: string;
	handler: Handler;
	/** Path parameters in order. */
	names: string[];
	pattern: RegExp;
}

/** The versions under which a path exists, besides `unstable` (matrix.md §1). */
const RELEASES: Record<string, string> = {
	v3: '/_matrix/client/(?:r0|v3|unstable)',
	v1: '/_matrix/client/(?:v1|unstable)',
	media: '/_matrix/media/(?:r0|v1|v3)',
	'': '',
};

/**
 * A route like `PUT v3 /rooms/:room/send/:type/:txn`. A parameter may be empty; `/?` at the end
 * allows a trailing slash.
 */
export function route(line: string, handler: Handler, options: RouteOptions = {}): Route {
	const [method, release, path = ''] = line.split(' ');
	const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => name);
	const source = path.replace(/\./g, '\\.').replace(/:\w+/g, '([^/]*)');
	const prefix = RELEASES[release === '-' ? '' : release];
	return { method, handler, names, pattern: new RegExp(`^${prefix}${source}$`), ...options };
}

export interface Match {
	route: Route;
	params: Record<string, string>;
}

/** The route for a request; `'other method'` if only another method matches. */
export function match(
	routes: Route[],
	method: string,
	path: string,
): Match | 'other method' | undefined {
	const wanted = method === 'HEAD' ? 'GET' : method;
	let others = false;
	for (const candidate of routes) {
		const found = candidate.pattern.exec(path);
		if (!found) continue;
		if (candidate.method !== wanted) {
			others = true;
			continue;
		}
		const values = candidate.names.map((name, i) => [name, unquote(found[i + 1])]);
		return { route: candidate, params: Object.fromEntries(values) as Record<string, string> };
	}
	return others ? 'other method' : undefined;
}
