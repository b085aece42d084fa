import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INodeParameters, WorkflowExecuteMode } from 'n8n-workflow';
import { ChatwootApi } from '../../credentials/ChatwootApi.credentials';
import { ChatwootCatchUp } from '../../nodes/Chatwoot/catchup/ChatwootCatchUp.node';
import { clock } from '../../nodes/shared/retry';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { poll } from '../engine/poll';

/** The node as people configure it, against a sandbox. */
export const catchUpRun = (
	{ url: baseUrl }: Pick<ChatwootSandbox, 'url'>,
	parameters: INodeParameters = {},
	accessToken = 'ADMIN_TOKEN',
) => ({
	node: new ChatwootCatchUp(),
	credential: new ChatwootApi(),
	credentialData: { baseUrl, accessToken },
	parameters,
});

/** One round. */
export const round = async (
	chatwoot: Pick<ChatwootSandbox, 'url'>,
	parameters: INodeParameters = {},
	mode: WorkflowExecuteMode = 'trigger',
): Promise<IDataObject | undefined> => (await poll(catchUpRun(chatwoot, parameters), mode))?.[0];

/** Lets n8n's clock be ahead, so that what has just happened counts as missed at once. */
export function minutesLater(minutes: number): void {
	const now = Date.now;
	jest.spyOn(clock, 'now').mockImplementation(() => now() + minutes * 60_000);
}

/** What stands between Chatwoot and n8n, and may lose deliveries. */
export interface Way {
	url: string;
	/** Where n8n listens; undefined while it is down. */
	to?: string;
	/** Whether a delivery of Chatwoot gets lost. */
	loses: () => boolean;
	/** Whether anything gets lost. */
	refuses: (body: Buffer) => boolean;
	/** Is told what passes, with its headers. */
	hears: (body: Buffer, headers: Record<string, string>) => void;
	isOpen: boolean;
	/** How many requests have passed, by what they were. */
	passed: { deliveries: number; others: number };
	close(): Promise<void>;
}

export async function openWay(): Promise<Way> {
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const answer = (status: number, body = '') => {
				response.writeHead(status, { 'content-type': 'application/json' });
				response.end(body);
			};
			const isDelivery = request.headers['x-chatwoot-delivery'] !== undefined;
			const body = Buffer.concat(chunks);
			const isLost = (isDelivery && way.loses()) || way.refuses(body);
			if (way.to === undefined || isLost) return answer(502);
			way.passed[isDelivery ? 'deliveries' : 'others']++;
			const named = Object.entries(request.headers).filter(([name]) => name.startsWith('x-'));
			const headers = Object.fromEntries(named) as Record<string, string>;
			way.hears(body, headers);
			void fetch(new URL(request.url ?? '', way.to), {
				method: 'POST',
				headers,
				body,
			}).then(
				async (reply) => answer(reply.status, await reply.text()),
				() => answer(502),
			);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const way: Way = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		loses: () => false,
		refuses: () => false,
		hears: () => {},
		isOpen: true,
		passed: { deliveries: 0, others: 0 },
		close: async () => {
			way.isOpen = false;
			server.closeAllConnections();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		},
	};
	return way;
}
