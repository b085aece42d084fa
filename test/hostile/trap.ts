import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that nobody configured: whoever sends it a credential has been led astray. */
export async function startTrap() {
	const caught: string[] = [];
	const trap = { url: '', caught, visits: 0, close };
	const server = createServer(({ url, headers }, response) => {
		trap.visits++;
		const { authorization, 'api-access-token': token } = headers;
		if (authorization ?? token) caught.push(`${String(url)} with a credential`);
		response.end('{}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	async function close(): Promise<void> {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}
	trap.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return trap;
}
