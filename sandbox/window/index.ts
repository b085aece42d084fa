import type { Servers } from './shown';
import { serve } from './server';
import type { N8n } from './automation';

export type { N8n } from './automation';
export type { Run, Workflow } from './shown/types';

export interface Window {
	url: string;
	close(): Promise<void>;
}

/** Serves one page that shows all servers and lets people write in them, on 127.0.0.1 only. */
export async function openWindow(servers: Servers, n8n?: N8n, port = 0): Promise<Window> {
	const app = await serve(servers, n8n);
	const url = await app.listen({ port, host: '127.0.0.1' });
	return { url, close: () => app.close() };
}
