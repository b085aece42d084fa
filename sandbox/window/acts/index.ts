import type { N8n } from '../automation';
import type { Servers } from '../shown';
import { agent } from './agent';
import { colleague } from './colleague';
import { write } from './customer';
import { say } from './member';

export { Refused } from './call';

type Act = (body: never) => Promise<object | void>;

/** What can be done on the page, by its name in the address. */
export function actsOn({ chatwoot, twake, matrix }: Servers, n8n?: N8n): Record<string, Act> {
	return {
		'customer-writes': async (body: Parameters<typeof write>[1]) => await write(chatwoot, body),
		'agent-writes': async (body: Parameters<typeof agent.write>[1]) =>
			await agent.write(chatwoot, body),
		'agent-sets-status': async (body: Parameters<typeof agent.setStatus>[1]) =>
			await agent.setStatus(chatwoot, body),
		'agent-assigns': async (body: Parameters<typeof agent.assign>[1]) =>
			await agent.assign(chatwoot, body),
		'agent-labels': async (body: Parameters<typeof agent.label>[1]) =>
			await agent.label(chatwoot, body),
		'colleague-writes': async (body: Parameters<typeof colleague.write>[1]) =>
			await colleague.write(twake, body),
		'colleague-presses': async (body: Parameters<typeof colleague.press>[1]) =>
			await colleague.press(twake, body),
		'member-writes': async (body: Parameters<typeof say>[1]) => await say(matrix, body),
		...(n8n && { 'start-workflow': async ({ id }: { id: string }) => await n8n.start(id) }),
	};
}
