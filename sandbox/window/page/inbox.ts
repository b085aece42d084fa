import type { Conversation, Desk, Shown } from '../shown/types';
import { byId, describe, h, List } from './dom';
import type { Part } from './dom';
import { OpenConversation } from './open-conversation';

/** Chatwoot's inbox, as an agent sees it: all conversations, and one of them open. */
export class Inbox {
	private readonly list: List<Conversation & { isOpen: boolean }>;
	private readonly open = new OpenConversation();
	private desk?: Desk;
	private number = 0;
	/** A conversation to open as soon as it is there, by its customer. */
	private awaited = '';

	constructor() {
		const rows = h('ul', { class: 'conversations', 'aria-label': 'Conversations' });
		this.list = new List(
			rows,
			({ number }) => String(number),
			({ number }) => this.row(number),
		);
		byId('inbox').append(h('div', { class: 'desk' }, rows, this.open.element));
	}

	/** Opens a conversation by its number. */
	turnTo(number: number): void {
		this.number = number;
		this.render();
	}

	openOf(source: string): void {
		this.awaited = source;
	}

	show({ chatwoot }: Shown): void {
		this.desk = chatwoot;
		describe('inbox', `${chatwoot.agent.name} answers here`);
		const awaited = chatwoot.conversations.find(({ source }) => source === this.awaited);
		if (awaited) [this.number, this.awaited] = [awaited.number, ''];
		this.render();
	}

	private render(): void {
		const { desk } = this;
		if (!desk) return;
		const { conversations } = desk;
		const open = conversations.find(({ number }) => number === this.number) ?? conversations.at(0);
		this.number = open?.number ?? 0;
		this.list.show(conversations.map((each) => ({ ...each, isOpen: each.number === this.number })));
		this.open.show(desk, open);
	}

	private row(number: number): Part<Conversation & { isOpen: boolean }> {
		const name = h('b');
		const status = h('span');
		const last = h('span', { class: 'last' });
		const button = h('button', { type: 'button' }, name, status, last);
		button.addEventListener('click', () => this.turnTo(number));
		return {
			element: h('li', {}, button),
			show: ({ customer, status: state, lines, isOpen }) => {
				name.textContent = customer;
				status.className = `status is-${state}`;
				status.textContent = state;
				last.textContent = lines.findLast(({ by }) => by !== 'log')?.text ?? '';
				if (isOpen) button.setAttribute('aria-current', 'true');
				else button.removeAttribute('aria-current');
			},
		};
	}
}
