import type { ChatwootCase, ChatwootExchange } from './recording';

const DAY = 86_400;

/** Parameters that name a time span around the moment of the recording. */
const STRETCH = /([?&](?:since|until)=)(\d{10})(?!\d)/g;

/**
 * A case as if it had been recorded now: reports count what happens now and what the world holds. So
 * the world's times move up to this moment, and a time span in a request by as many days.
 */
export function asOfNow(file: ChatwootCase, now: number = Date.now() / 1000): ChatwootCase {
	const times = [...JSON.stringify(file.world).matchAll(CREATED)].map(([, time]) => Number(time));
	const then = Math.max(...times);
	if (!Number.isFinite(then) || then > now || !file.exchanges.some(hasStretch)) return file;
	const seconds = Math.floor(now - then);
	const days = Math.floor(now / DAY) - Math.floor(then / DAY);
	const world = JSON.stringify(file.world).replace(CREATED, (_, time: string) => {
		return `"created_at":${Number(time) + seconds}`;
	});
	const exchanges = file.exchanges.map((exchange) => {
		const path = exchange.request.path.replace(STRETCH, (_, name: string, time: string) => {
			return `${name}${Number(time) + days * DAY}`;
		});
		return { ...exchange, request: { ...exchange.request, path } };
	});
	return { ...file, world: JSON.parse(world) as unknown, exchanges };
}

const CREATED = /"created_at":(\d{10})(?!\d)/g;

function hasStretch({ request }: ChatwootExchange): boolean {
	return new RegExp(STRETCH).test(request.path);
}
