import http from 'node:http';

export interface Sent {
	status: number;
	headers: http.IncomingHttpHeaders;
	bytes: Buffer;
}

export interface Sending {
	method: string;
	path: string;
	headers: Record<string, string>;
	body?: Buffer;
}

/** Sends byte for byte: `fetch` would tidy up the path and the headers. */
export function send(base: string, { method, path, headers, body }: Sending): Promise<Sent> {
	const { hostname, port } = new URL(base);
	return new Promise((resolve, reject) => {
		const request = http.request(
			{ hostname, port, method, path, headers, agent: false },
			(response) => {
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => chunks.push(chunk));
				response.on('error', reject);
				response.on('end', () =>
					resolve({
						status: response.statusCode ?? 0,
						headers: response.headers,
						bytes: Buffer.concat(chunks),
					}),
				);
			},
		);
		request.on('error', reject);
		request.end(body);
	});
}
