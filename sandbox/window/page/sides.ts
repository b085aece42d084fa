import { byId, h } from './dom';

const NAMES: Record<string, string> = {
	customer: 'Customer',
	inbox: 'Chatwoot',
	team: 'Team chat',
	runs: 'n8n',
};

/** On a narrow screen one side is shown at a time; the others tell when something is new. */
export class Sides {
	private readonly buttons = new Map<string, HTMLButtonElement>();
	private readonly seen = new Map<string, string>();
	/** Tells screen readers what they cannot hear from a side that is not shown. */
	private readonly news = h('p', { role: 'status', class: 'unseen' });
	private chosen = 'customer';

	constructor() {
		for (const [side, name] of Object.entries(NAMES)) {
			const button = h('button', { type: 'button' }, name);
			button.addEventListener('click', () => this.turnTo(side));
			this.buttons.set(side, button);
			byId('sides').append(button);
		}
		byId('sides').append(this.news);
		this.turnTo(this.chosen);
	}

	/** `news`: what each side shows, in any form. */
	show(news: Record<string, unknown>): void {
		for (const [side, shown] of Object.entries(news)) {
			const now = JSON.stringify(shown);
			const isNew = this.seen.has(side) && this.seen.get(side) !== now && side !== this.chosen;
			if (isNew) this.mark(side, true);
			this.seen.set(side, now);
		}
	}

	turnTo(side: string): void {
		this.chosen = side;
		document.body.dataset.side = side;
		for (const [name, button] of this.buttons) {
			button.setAttribute('aria-pressed', String(name === side));
		}
		this.mark(side, false);
		// What came while it was hidden could not be scrolled to.
		const logs = Array.from(byId(side).querySelectorAll('.lines:not(.runs)'));
		for (const log of logs) log.scrollTop = log.scrollHeight;
	}

	private mark(side: string, isNew: boolean): void {
		const button = this.buttons.get(side)!;
		button.classList.toggle('is-new', isNew);
		button.setAttribute('aria-label', isNew ? `${NAMES[side]}, something new` : NAMES[side]);
		const named = [...this.buttons].filter(([, each]) => each.classList.contains('is-new'));
		const news = named.map(([name]) => NAMES[name]).join(', ');
		this.news.textContent = news && `Something new: ${news}`;
	}
}
