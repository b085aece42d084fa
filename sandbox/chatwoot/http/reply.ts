/** An answer that is more than a 200 with JSON. */
export class Reply {
	constructor(
		readonly status: number,
		readonly body: string | Buffer = '',
		readonly type?: string,
		readonly headers: Record<string, string> = {},
	) {}
}

const JSON_TYPE = 'application/json; charset=utf-8';

export function json(body: unknown, status = 200): Reply {
	return new Reply(status, JSON.stringify(body), JSON_TYPE);
}

/** `head :ok`: only a status, with the route's default format as type. */
export function empty(status = 200): Reply {
	return new Reply(status, '', status === 204 ? undefined : 'application/json');
}

export function redirect(location: string): Reply {
	return new Reply(302, '', 'text/html; charset=utf-8', {
		location,
		'cache-control': 'max-age=300, private',
	});
}
