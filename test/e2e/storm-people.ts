import { setTimeout as sleep } from 'node:timers/promises';
import { demoWorld } from '../../sandbox/chatwoot';
import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import type { People, Talk } from './bridge-people';
import type { Dice } from './storm-dice';
import type { Line, Story } from './storm-verdict';

const INCOMING = 0;
const OUTGOING = 1;

/** In ms since 1970. */
export interface Span {
	from: number;
	to: number;
}

/** A customer of the storm, and the colleague who looks in now and then. */
export class Customer {
	/** When each message was sent, by its text. */
	readonly sentAt = new Map<string, number>();
	/** When the colleague did something, from when to when. */
	readonly acts: Span[] = [];
	private takenOverAt?: number;

	private constructor(
		private readonly people: People,
		private readonly chatwoot: ChatwootSandbox,
		private readonly dice: Dice,
		readonly talk: Talk,
	) {}

	static async arrive(people: People, chatwoot: ChatwootSandbox, dice: Dice, name: string) {
		return new Customer(people, chatwoot, dice, await people.arrive(name));
	}

	/** Writes bursts of one to six messages with random gaps, some longer than the silence. */
	async write(bursts: number): Promise<void> {
		for (let burst = 1; burst <= bursts; burst++) {
			const count = this.dice.between(1, 6);
			for (let number = 1; number <= count; number++) {
				const text = `${this.talk.name} ${burst}.${number}`;
				this.sentAt.set(text, Date.now());
				await this.people.ask(this.talk, text);
				const isLong = this.dice.happens(0.1);
				await sleep(isLong ? this.dice.between(2000, 4000) : this.dice.between(50, 800));
			}
			await sleep(this.dice.between(1000, 12_000));
		}
	}

	/** Answers, takes the conversation over, or lets the bot do it. */
	async attend(): Promise<void> {
		await sleep(this.dice.between(2000, 20_000));
		if (this.dice.happens(0.3)) {
			await this.act(async () => await this.people.answer(this.talk, 'A person answers'));
		}
		await sleep(this.dice.between(0, 10_000));
		if (!this.dice.happens(0.2)) return;
		await this.act(async () => await this.people.takeOver(this.talk));
		this.takenOverAt = this.lines().length;
	}

	private async act(work: () => Promise<void>): Promise<void> {
		const from = Date.now();
		await work();
		this.acts.push({ from, to: Date.now() });
	}

	story(): Story {
		return { name: this.talk.name, lines: this.lines(), takenOverAt: this.takenOverAt };
	}

	private lines(): Line[] {
		const { conversations, messages } = this.chatwoot.state;
		const { id } = conversations.find(({ display_id }) => display_id === this.talk.number)!;
		return messages
			.where((row) => row.conversation_id === id && [INCOMING, OUTGOING].includes(row.message_type))
			.filter((row) => !row.private)
			.map(({ message_type: type, sender, content }) => ({
				by:
					type === INCOMING
						? 'customer'
						: sender?.type === 'User' && sender.id === demoWorld.agent?.id
							? 'person'
							: 'bot',
				text: String(content),
			}));
	}
}
