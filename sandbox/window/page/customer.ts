import type { Conversation, Shown } from '../shown/types';
import { act } from './act';
import { composer } from './composer';
import { byId, h } from './dom';
import { Lines } from './lines';

const NAMES = [
	'Robin Reed',
	'Kim Clarke',
	'Noor Haddad',
	'Alex Moreau',
	'Jo Svensson',
	'Sam Okafor',
];
const IDEAS = ['When will my chair arrive?', 'Can I send it back?', 'I want to talk to a person'];
const KEPT = 'customer';

/** The chat window on a website: one customer for each tab of the browser. */
export class Customer {
	private readonly lines = new Lines(
		'Your chat with Acme Support',
		({ by }) => by === 'customer',
		'Say hello: the support team is a message away.',
	);
	private readonly name = h('input', { 'aria-label': 'Your name', autocomplete: 'off' });
	private readonly ideas = h('p', { class: 'ideas', 'aria-label': 'Ideas', role: 'group' });
	private source = '';

	/** `onFirst`: told once a new customer has written. */
	constructor(private readonly onFirst: (source: string) => void) {
		const writing = composer({
			label: 'Message as the customer',
			placeholder: 'Write as the customer',
			send: async (text) => await this.write(text),
		});
		const again = h('button', { type: 'button', class: 'plain' }, 'New customer');
		again.addEventListener('click', () => {
			this.begin('');
			this.name.focus();
		});
		for (const idea of IDEAS) {
			const button = h('button', { type: 'button', class: 'plain' }, idea);
			button.addEventListener('click', () => void this.write(idea));
			this.ideas.append(button);
		}
		const who = h('p', { class: 'who' }, h('label', {}, 'I am ', this.name), again);
		byId('customer').append(who, this.lines.element, this.ideas, writing.form);
		const kept = sessionStorage.getItem(KEPT);
		this.begin('');
		if (kept) [this.source, this.name.value] = JSON.parse(kept) as [string, string];
	}

	show({ chatwoot }: Shown): void {
		const mine = this.conversationIn(chatwoot.conversations);
		this.name.disabled = mine !== undefined;
		const lines = mine?.lines ?? [];
		this.lines.show(lines.filter(({ by }) => by !== 'note' && by !== 'log'));
	}

	private conversationIn(all: Conversation[]): Conversation | undefined {
		return this.source === '' ? undefined : all.find(({ source }) => source === this.source);
	}

	private begin(source: string): void {
		this.source = source;
		this.name.disabled = false;
		this.name.value = NAMES[Math.floor(Math.random() * NAMES.length)];
		this.lines.show([]);
		sessionStorage.removeItem(KEPT);
	}

	private async write(text: string): Promise<boolean> {
		const name = this.name.value.trim() || NAMES[0];
		const before = this.source;
		const answer = await act<{ source: string }>('customer-writes', { name, text, source: before });
		if (!answer) return false;
		this.source = answer.source;
		sessionStorage.setItem(KEPT, JSON.stringify([this.source, name]));
		if (this.source !== before) this.onFirst(this.source);
		return true;
	}
}
