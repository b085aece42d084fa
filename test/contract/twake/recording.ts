import type { Planted, World } from '../../../sandbox/twake';
import type { RecordedCase } from '../judge/cases';

export interface TwakeExchange {
	request: {
		method: string;
		path: string;
		headers?: Record<string, string>;
		body?: unknown;
		bodyText?: string;
	};
	response?: { status: number; headers?: Record<string, string>; body?: unknown };
	/** Says that the answer was cut down when it was recorded. */
	note?: string;
}

export interface TwakeHook {
	method: string;
	path: string;
	headers: Record<string, string>;
	raw_body: string;
}

/** What a receiver got, in short. */
export interface ToldDelivery {
	method: string;
	path: string;
	authorization?: string;
	has_signature?: boolean;
}

export interface TwakeCase extends RecordedCase {
	exchanges?: TwakeExchange[];
	hooks_received?: TwakeHook[];
	deliveries?: ToldDelivery[];
	deliveries_302?: ToldDelivery[];
	deliveries_307?: ToldDelivery[];
	/** Per kind of link, the requests to its page. */
	requests_received_by_the_linked_server?: Record<string, Array<{ path: string }>>;
}

/** Who calls, per exchange: recordings/twake/as.json. */
export interface Callers {
	cases: Record<string, string[]>;
	details?: Record<string, string>;
}

export interface Recordings {
	world: World;
	given: Record<string, Planted[]>;
	callers: Callers;
	cases: TwakeCase[];
}
