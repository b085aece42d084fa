import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:tls';

/** Made for these tests, for 127.0.0.1; self-signed, so nobody trusts it. */
const certificate = {
	key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgVWUIVF7jvmPX5pOA
hTa2M4aSFZoo1tjUWK/CFDxuUAmhRANCAATM4QoevOafNRf7QdgV0X6KRhWKpq58
8Gi4xpAhVY0Q6ln7Yf2ykZS1Ewwv2LCP2syiRwM9WblVgCmRhfCfJ9zt
-----END PRIVATE KEY-----
`,
	cert: `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUAQKy98a1NobiznA12SNNRiEeqCUwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyOTAyMTkxMFoYDzIxMjYxMTA1
MDIxOTEwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATM4QoevOafNRf7QdgV0X6KRhWKpq588Gi4xpAhVY0Q6ln7Yf2ykZS1
Ewwv2LCP2syiRwM9WblVgCmRhfCfJ9zto28wbTAdBgNVHQ4EFgQU0KDKfGgXaQV9
pAiQ9Oj/6/aiZacwHwYDVR0jBBgwFoAU0KDKfGgXaQV9pAiQ9Oj/6/aiZacwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARhwR/AAABgglsb2NhbGhvc3QwCgYIKoZI
zj0EAwIDSAAwRQIgd1vJ8cgSDsKQih4+9OLKt/qalovQVtM2Q0BWLlPnUEsCIQCW
esRe41IfvdbP9F6MfyneqkpNul9sSTK034zbcuro5Q==
-----END CERTIFICATE-----
`,
};

/** An https:// address with its own certificate in front of a server; `close` ends it. */
export async function tlsFront(url: string): Promise<{ url: string; close(): void }> {
	const behind = Number(new URL(url).port);
	const server = createServer(certificate, (socket) => {
		const other = connect(behind, '127.0.0.1');
		socket.pipe(other).pipe(socket);
		for (const end of [socket, other])
			end.on('error', () => [socket, other].map((each) => each.destroy()));
	});
	server.on('tlsClientError', () => {});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return { url: `https://127.0.0.1:${port}`, close: () => server.close() };
}
