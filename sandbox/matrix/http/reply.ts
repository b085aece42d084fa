import type { Json } from '../state/types';

/** An answer that is more than a JSON body with status 200. */
export class Reply {
	constructor(
		readonly status: number,
		readonly body: Json | unknown[] | Buffer | string = '',
		readonly headers: Record<string, string> = {},
	) {}
}
