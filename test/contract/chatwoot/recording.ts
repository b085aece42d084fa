import type { RecordedCase } from '../judge/cases';
import type { Expected } from '../judge/receiver';

interface RecordedFile {
	file: string;
	type: string;
	size: number;
	base64?: string;
}

export interface RecordedRequest {
	method: string;
	path: string;
	headers: Record<string, string>;
	body?: { json?: unknown; raw?: unknown; form?: Array<[string, string | RecordedFile]> };
}

export interface RecordedResponse {
	status: number;
	headers: Record<string, string>;
	body: unknown;
}

export interface ChatwootExchange {
	request: RecordedRequest;
	response: RecordedResponse;
	/** Only prepares the case. */
	setup?: boolean;
	/** The recorder waited before it, for a background job. */
	pause_ms?: number;
}

export interface RecordedDelivery extends Expected {
	headers: Record<string, string>;
	json?: Record<string, unknown>;
}

export interface ChatwootCase extends RecordedCase {
	world: unknown;
	exchanges: ChatwootExchange[];
	deliveries?: RecordedDelivery[];
}
