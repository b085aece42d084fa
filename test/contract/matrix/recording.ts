import type { World } from '../../../sandbox/matrix';
import type { RecordedCase } from '../judge/cases';

export interface RecordedBody {
	json?: unknown;
	raw?: string;
	base64?: string;
	/** So many zero bytes. */
	zeros?: number;
	/** JSON in which long texts and lists are abbreviated. */
	long?: unknown;
}

export interface RecordedRequest {
	method: string;
	path: string;
	headers: Record<string, string | number>;
	body?: RecordedBody;
}

export interface RecordedResponse {
	status: number;
	headers: Record<string, string>;
	body?: unknown;
	/** How long it took. */
	ms: number;
	/** Only a digest of the body was kept. */
	brief?: boolean;
}

export interface MatrixExchange {
	setup?: boolean;
	as?: string | null;
	/** When it began. */
	at?: number;
	request?: RecordedRequest;
	response?: RecordedResponse;
	/** The connection broke. */
	broken?: string;
	/** This many equal requests, numbered by `{n}`; `ids` are the events they created. */
	times?: number;
	ids?: string[];
	pause_ms?: number;
}

export interface RecordedTransaction {
	method: string;
	path: string;
	headers: Record<string, string>;
	json: unknown;
	/** The receiver's status. */
	answered: number;
}

export interface MatrixCase extends RecordedCase {
	world: World;
	notes?: string[];
	exchanges: MatrixExchange[];
	deliveries?: RecordedTransaction[];
}
