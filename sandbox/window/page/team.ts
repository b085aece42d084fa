import type { Shown } from '../shown/types';
import { Channel } from './channel';
import { byId, describe, h } from './dom';

/** The team's chat: Twake's channel, or the room of Twake Chat. */
export class Team {
	private readonly channels = [
		new Channel({ noun: 'channel', writes: 'colleague-writes' }),
		new Channel({ noun: 'room', writes: 'member-writes' }),
	];
	private readonly panels = this.channels.map(({ element }) => element);
	private readonly tabs: HTMLButtonElement[];
	/** What each chat is for, under the title. */
	private uses: string[] = [];
	private chosen = 0;

	constructor() {
		this.tabs = this.channels.map((_, index) => {
			const tab = h('button', { type: 'button', class: 'plain' });
			tab.addEventListener('click', () => this.turnTo(index));
			return tab;
		});
		const tabs = h(
			'div',
			{ class: 'tabs', role: 'group', 'aria-label': 'Which chat' },
			...this.tabs,
		);
		byId('team').append(tabs, ...this.panels);
		this.turnTo(0);
	}

	show({ twake, matrix }: Shown): void {
		const chats = [twake, matrix];
		this.uses = chats.map(({ colleague }) => `${colleague} reads and replies here`);
		describe('team', this.uses[this.chosen]);
		this.tabs[0].textContent = `Twake before 2024 · ${twake.name}`;
		this.tabs[1].textContent = `Twake Chat · ${matrix.name}`;
		chats.forEach((chat, index) => this.channels[index].show(chat));
	}

	private turnTo(chosen: number): void {
		this.chosen = chosen;
		describe('team', this.uses[chosen] ?? '');
		this.panels.forEach((panel, index) => (panel.hidden = index !== chosen));
		this.tabs.forEach((tab, index) => tab.setAttribute('aria-pressed', String(index === chosen)));
	}
}
