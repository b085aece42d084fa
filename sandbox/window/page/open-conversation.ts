import type { Conversation, Desk } from '../shown/types';
import { act } from './act';
import { composer } from './composer';
import { h } from './dom';
import { Lines } from './lines';

/** The conversation that the agent has open, with all that the agent can do in it. */
export class OpenConversation {
	readonly element: HTMLElement;
	private readonly lines = new Lines(
		'The open conversation',
		({ by }) => by !== 'customer',
		'No conversation yet: write as the customer.',
	);
	private readonly title = h('h3');
	private readonly resolve = h('button', { type: 'button' });
	private readonly assignee = h('select', { 'aria-label': 'Assigned to' });
	private readonly labels = h('p', { class: 'labels', role: 'group', 'aria-label': 'Labels' });
	private readonly note = h('input', { type: 'checkbox' });
	private conversation?: Conversation;

	constructor() {
		const writing = composer({
			label: 'Message as the agent',
			placeholder: 'Answer the customer',
			extras: [h('label', { class: 'switch' }, this.note, ' private note')],
			send: async (text) => !!(await this.do('agent-writes', { text, isNote: this.note.checked })),
		});
		this.note.addEventListener('change', () => {
			const isNote = this.note.checked;
			writing.form.classList.toggle('is-note', isNote);
			writing.field.placeholder = isNote ? 'Only colleagues read this' : 'Answer the customer';
		});
		this.resolve.addEventListener('click', () => {
			const status = this.conversation?.status === 'resolved' ? 'open' : 'resolved';
			void this.do('agent-sets-status', { status });
		});
		this.assignee.addEventListener('change', () => {
			void this.do('agent-assigns', { assignee: Number(this.assignee.value) });
		});
		const tools = h('div', { class: 'tools' }, this.title, this.assignee, this.resolve);
		this.element = h(
			'div',
			{ class: 'conversation' },
			tools,
			this.labels,
			this.lines.element,
			writing.form,
		);
	}

	show({ agents, labels }: Desk, conversation: Conversation | undefined): void {
		this.conversation = conversation;
		this.element.classList.toggle('is-empty', !conversation);
		this.lines.show(conversation?.lines ?? []);
		if (!conversation) return;
		const { customer, number, inbox, status, assignee } = conversation;
		this.title.replaceChildren(customer, h('small', {}, `#${number} in ${inbox}, ${status}`));
		this.resolve.textContent = status === 'resolved' ? 'Reopen' : 'Resolve';
		this.showAssignees(agents, assignee);
		this.showLabels(labels, conversation.labels);
	}

	private showAssignees(agents: Desk['agents'], assignee: number): void {
		const people = [{ id: 0, name: 'Nobody' }, ...agents];
		const options = people.map(({ id, name }) => h('option', { value: id }, name));
		if (this.assignee.options.length !== options.length) this.assignee.replaceChildren(...options);
		if (document.activeElement !== this.assignee || Number(this.assignee.value) !== assignee) {
			this.assignee.value = String(assignee);
		}
	}

	private showLabels(all: Desk['labels'], given: string[]): void {
		const wanted = JSON.stringify([all, given]);
		if (this.labels.dataset.shown === wanted) return;
		const hadFocus = Array.from(this.labels.children).indexOf(document.activeElement as Element);
		this.labels.dataset.shown = wanted;
		const colors = new Map(all.map(({ title, color }) => [title, color]));
		const titles = [...new Set([...colors.keys(), ...given])];
		const buttons = titles.map((title) => {
			const isGiven = given.includes(title);
			const button = h(
				'button',
				{ type: 'button', class: 'label', 'aria-pressed': isGiven ? 'true' : 'false' },
				title,
			);
			button.style.setProperty('--label', colors.get(title) ?? 'gray');
			const labels = isGiven ? given.filter((each) => each !== title) : [...given, title];
			button.addEventListener('click', () => void this.do('agent-labels', { labels }));
			return button;
		});
		this.labels.replaceChildren(...buttons);
		if (hadFocus >= 0) buttons.at(hadFocus)?.focus();
	}

	private async do(name: string, body: object): Promise<object | undefined> {
		const { number } = this.conversation ?? {};
		return number === undefined ? undefined : await act(name, { number, ...body });
	}
}
