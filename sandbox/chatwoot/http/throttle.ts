import type { Incoming } from './request';
import { tokenOf } from '../auth';

export interface Limits {
	/** All requests from one address per window. */
	all: number;
	contactSearch: number;
	conversationMeta: number;
	/** Length of the window in seconds, for these three. */
	window: number;
	/**
	 * Limit callers on the server's own loopback as well; the real server never does
	 * (chatwoot.md [295]).
	 */
	loopback: boolean;
}

/** Rack-attack as the server ships it: config/initializers/rack_attack.rb. */
export const LIMITS: Limits = {
	all: 3000,
	contactSearch: 100,
	conversationMeta: 30,
	window: 60,
	loopback: false,
};

const PRIVATE = /^(127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|::1$|f[cd]|unix$)/i;

/**
 * The last address of X-Forwarded-For that is not private; other headers do not count
 * (chatwoot.md [295]).
 */
function addressOf(request: Incoming): string {
	const hops = (request.headers['x-forwarded-for'] ?? '').split(',').map((hop) => hop.trim());
	return hops.filter((hop) => hop !== '' && !PRIVATE.test(hop)).at(-1) ?? '127.0.0.1';
}

interface Rule {
	name: string;
	limit: number;
	period: number;
	key: string;
}

/** Counts requests in fixed windows that are aligned to the clock. */
export class Throttle {
	private readonly counts = new Map<string, number>();
	private window = '';

	constructor(readonly limits: Limits) {}

	/**
	 * Counts a request; true if it is one too many. Runs before any token is read
	 * (chatwoot.md [119]).
	 */
	refuses(request: Incoming): boolean {
		const address = addressOf(request);
		if (address === '127.0.0.1' && !this.limits.loopback) return false;
		const results = this.rules(request, address).map((rule) => this.count(rule) > rule.limit);
		return results.includes(true);
	}

	private rules(request: Incoming, address: string): Rule[] {
		const { all, contactSearch, conversationMeta, window } = this.limits;
		const rules: Rule[] = [{ name: 'all', limit: all, period: window, key: address }];
		const account = /^\/api\/v1\/accounts\/(\w+)\//.exec(request.path)?.[1] ?? '';
		const rest = request.path.slice(`/api/v1/accounts/${account}/`.length);
		if (account && rest === 'contacts/search') {
			rules.push({ name: 'search', limit: contactSearch, period: window, key: account });
		}
		if (account && rest === 'conversations/meta') {
			const key = `${tokenOf(request)} ${account}`;
			rules.push({ name: 'meta', limit: conversationMeta, period: window, key });
		}
		if (account && rest === 'upload' && request.method === 'POST') {
			rules.push({ name: 'upload', limit: 60, period: 3600, key: account });
		}
		if (request.path === '/auth/sign_in' && request.method === 'POST') {
			rules.push({ name: 'sign-in', limit: 5, period: 300, key: address });
		}
		return rules;
	}

	private count({ name, period, key }: Rule): number {
		const seconds = Date.now() / 1000;
		const current = String(Math.floor(seconds / this.limits.window));
		if (current !== this.window) this.forget(current, seconds);
		const slot = `${name} ${Math.floor(seconds / period)} ${period} ${key}`;
		const count = (this.counts.get(slot) ?? 0) + 1;
		this.counts.set(slot, count);
		return count;
	}

	/** Drops the counts of windows that are over. */
	private forget(current: string, seconds: number): void {
		this.window = current;
		for (const slot of this.counts.keys()) {
			const [, number, period] = slot.split(' ').map(Number);
			if (number < Math.floor(seconds / period)) this.counts.delete(slot);
		}
	}

	reset(): void {
		this.counts.clear();
	}
}
