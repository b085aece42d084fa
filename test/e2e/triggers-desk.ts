import { demoWorld } from '../../sandbox/chatwoot';
import type { House } from '../../tools/demo/house';
import { demoIds } from '../../sandbox/twake';
import { until } from './until';
import { deliver } from './triggers-forged';
import { addressOf, NAMES } from './triggers-workflows';
import type { Name, Workflows } from './triggers-workflows';

/** The callback that the inbox has before the triggers come. */
export const FORMER = 'https://bridge.example/in';
export const INBOX = Number(demoWorld.inboxes?.bridge.id);

/** Who is registered in Chatwoot: addresses, and how many bots there are. */
export interface Registered {
	webhooks: string[];
	callback: string;
	bot: string | null;
	bots: number;
}

export const NOTHING: Registered = { webhooks: [], callback: FORMER, bot: null, bots: 1 };

/** Turns the workflows on and off, and checks what that leaves in Chatwoot. */
export class Desk {
	/** The public address of n8n. */
	base: string;

	constructor(
		private readonly house: House,
		private readonly workflows: Workflows,
	) {
		this.base = house.n8n.url;
	}

	async turn(step: 'activate' | 'deactivate', names = NAMES): Promise<void> {
		const { client, twake } = this.house;
		twake.state.applications.get(demoIds.application)!.api.hooks_url = this.address('chat');
		for (const name of names) {
			if (step === 'activate') await client.activateWorkflow(this.workflows[name]);
			else await client.deactivateWorkflow(this.workflows[name]);
		}
		await this.answers(step === 'activate' ? 401 : 404, names);
	}

	/** Waits until all triggers listen: n8n answers activations, and starts, before they do. */
	async listens(): Promise<void> {
		await this.answers(401, NAMES);
	}

	address(name: Name, isTest = false): string {
		return addressOf(this.workflows[name], this.base, isTest);
	}

	registered(): Registered {
		const { webhooks, bots } = this.house.chatwoot.state;
		const { channel, bot_id: bot } = this.inbox();
		return {
			webhooks: webhooks
				.all()
				.map(({ url }) => url)
				.sort(),
			callback: String(channel.webhook_url),
			bot: bots.get(bot)?.outgoing_url ?? null,
			bots: bots.where(({ deleted }) => !deleted).length,
		};
	}

	/** What is registered while all workflows are active. */
	all(): Registered {
		return {
			webhooks: [this.address('events'), this.address('customers')].sort(),
			callback: this.address('callback'),
			bot: this.address('bot'),
			bots: 2,
		};
	}

	webhook(name: Name, isTest = false) {
		const url = this.address(name, isTest);
		return this.house.chatwoot.state.webhooks.find((each) => each.url === url);
	}

	/** What signs the deliveries to a trigger. */
	secret(name: Name): string {
		const { channel, bot_id: bot } = this.inbox();
		if (name === 'chat') return demoIds.privateKey;
		if (name === 'callback') return String(channel.secret);
		if (name === 'bot') return this.house.chatwoot.state.bots.get(bot)!.secret;
		return this.webhook(name)!.secret;
	}

	private inbox() {
		return this.house.chatwoot.state.inboxes.get(INBOX)!;
	}

	private async answers(wanted: number, names: Name[]): Promise<void> {
		const isSo = await until(async () => {
			const asked = names.map(async (name) => {
				const url = addressOf(this.workflows[name], this.house.n8n.url);
				return await deliver({ url, raw: '{}', headers: {} });
			});
			return (await Promise.all(asked)).every((status) => status === wanted);
		});
		if (!isSo) throw new Error(`Not all of ${names.join(', ')} answer with ${wanted}.`);
	}
}
