import type { Shown } from '../shown/types';
import { act } from './act';
import { Channel } from './channel';
import { composer } from './composer';
import { byId, describe, h } from './dom';
import { Lines } from './lines';

/** The team's chat: Twake's channel, or the room of Twake Chat. */
export class Team {
	private readonly channel = new Channel();
	private readonly lines = new Lines(
		'The room',
		({ by }) => by === 'agent',
		'Nobody has written here.',
	);
	private readonly tabs: HTMLButtonElement[];
	private readonly panels: HTMLElement[];
	/** What each chat is for, under the title. */
	private uses: string[] = [];
	private chosen = 0;

	constructor() {
		const writing = composer({
			label: 'Message in the room',
			placeholder: 'Write in the room',
			send: async (text) => !!(await act('member-writes', { text })),
		});
		const room = h('div', { class: 'side' }, this.lines.element, writing.form);
		this.panels = [this.channel.element, room];
		this.tabs = ['Twake', 'Twake Chat'].map((name, index) => {
			const tab = h('button', { type: 'button', class: 'plain' }, name);
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

	show(shown: Shown): void {
		const { twake, matrix } = shown;
		this.uses = [
			`${twake.colleague} reads and replies here`,
			`${matrix.colleague} writes here, for workflows of your own`,
		];
		describe('team', this.uses[this.chosen]);
		this.tabs[0].textContent = `Twake · ${twake.name}`;
		this.tabs[1].textContent = `Twake Chat · ${matrix.name}`;
		this.channel.show(shown);
		this.lines.show(matrix.lines);
	}

	private turnTo(chosen: number): void {
		this.chosen = chosen;
		describe('team', this.uses[chosen] ?? '');
		this.panels.forEach((panel, index) => (panel.hidden = index !== chosen));
		this.tabs.forEach((tab, index) => tab.setAttribute('aria-pressed', String(index === chosen)));
	}
}
