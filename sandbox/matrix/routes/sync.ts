import type { Call } from '../http/call';
import { isObject } from '../http/body';
import { badRequest, forbidden, notFound } from '../http/errors';
import type { Route } from '../http/router';
import { route } from '../http/router';
import { SyncFilter } from '../rules/filter';
import { checkSyncFilter } from '../rules/filter-shape';
import { canonical } from '../http/body';
import type { Json } from '../state/types';
import { readSlidingSync } from '../rules/sliding-request';
import type { SyncResult } from '../sync';
import { syncOnce } from '../sync';
import { slidingOnce } from '../sync/sliding';
import { readSlidingPosition, readSyncToken } from '../sync/tokens';

/** Long polling for what is new (matrix.md §10). */
export const syncRoutes: Route[] = [
	route('GET v3 /sync', sync, { guests: true }),
	route('POST - /_matrix/client/unstable/org.matrix.simplified_msc3575/sync', slidingSync, {
		guests: true,
	}),
	route('POST v3 /user/:user/filter', addFilter),
	route('GET v3 /user/:user/filter/:filter', getFilter),
];

async function sync(call: Call): Promise<Json> {
	const { query, state, requester, server } = call;
	const timeout = query.integer('timeout') ?? 0;
	const since = query.string('since');
	query.oneOf('set_presence', ['online', 'offline', 'unavailable']);
	const fullState = query.boolean('full_state') ?? false;
	const filter = filterOf(call);
	const from = since === undefined ? undefined : readSyncToken(since);
	const options = { fullState, hasPresence: server.settings.presence };
	const once = () => syncOnce(state, requester, filter, from, options);
	return await untilNews(call, from && !fullState ? timeout : 0, once);
}

async function slidingSync(call: Call): Promise<Json> {
	const { query, state, requester } = call;
	const timeout = query.integer('timeout') ?? 0;
	const pos = query.string('pos');
	const from = pos === undefined ? undefined : readSlidingPosition(pos);
	const wanted = readSlidingSync(call.body());
	const once = () => slidingOnce(state, requester, wanted, from);
	return await untilNews(call, from ? timeout : 0, once);
}

/** Asks again whenever something happens, until there is news for the caller or the time is up. */
async function untilNews(call: Call, timeout: number, once: () => SyncResult): Promise<Json> {
	const until = Date.now() + timeout;
	for (;;) {
		const result = once();
		const left = until - Date.now();
		if (result.hasNews || left <= 0 || call.gone.aborted) return result.body;
		await newsOrTime(call, left);
	}
}

/** Waits until something happens, the time is up, or the caller is gone. */
function newsOrTime({ state, gone }: Call, ms: number): Promise<void> {
	return new Promise((resolve) => {
		const done = () => {
			clearTimeout(timer);
			state.news.off('news', done);
			gone.removeEventListener('abort', done);
			resolve();
		};
		const timer = setTimeout(done, ms);
		state.news.on('news', done);
		gone.addEventListener('abort', done);
	});
}

function filterOf({ query, user }: Call): SyncFilter {
	const text = query.string('filter');
	if (text === undefined) return new SyncFilter();
	if (text.startsWith('{')) {
		let value: unknown;
		try {
			value = JSON.parse(text);
		} catch {
			throw badRequest('Invalid filter JSON', 'M_NOT_JSON');
		}
		const filter = isObject(value) ? value : {};
		checkSyncFilter(filter);
		return new SyncFilter(filter);
	}
	if (!/^\d+$/.test(text)) throw badRequest('Invalid filter ID', 'M_INVALID_PARAM');
	const stored = user.filters.at(Number(text));
	if (!stored) throw badRequest('No such filter', 'M_INVALID_PARAM');
	return new SyncFilter(stored);
}

function addFilter({ user, me, params, body }: Call): Json {
	if (params.user !== me) throw forbidden('Cannot create filters for other users');
	const filter = body();
	checkSyncFilter(filter);
	const text = canonical(filter);
	const known = user.filters.findIndex((other) => canonical(other) === text);
	if (known >= 0) return { filter_id: String(known) };
	user.filters.push(filter);
	return { filter_id: String(user.filters.length - 1) };
}

function getFilter({ user, me, params }: Call): Json {
	if (params.user !== me) throw forbidden('Cannot get filters for other users');
	if (!/^\d+$/.test(params.filter)) throw badRequest('Invalid filter_id');
	const filter = user.filters.at(Number(params.filter));
	if (!filter) throw notFound('No such filter');
	return filter;
}
