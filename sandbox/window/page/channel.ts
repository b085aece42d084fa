import type { Channel as Shown, Post, Thread } from '../shown/types';
import { act } from './act';
import { blocksElement } from './blocks';
import { composer } from './composer';
import { followEnd, h, List } from './dom';
import type { Part } from './dom';
import { filePicker } from './file-picker';
import { byline, contentOf, fileElement } from './lines';

interface Place {
	/** What people call it: channel, room. */
	noun: string;
	/** By what a colleague writes in it. */
	writes: string;
}

/** A team's channel or room: threads with their replies, and a field below each. */
export class Channel {
	readonly element: HTMLElement;
	private readonly scrolled: HTMLElement;
	private readonly list: List<Thread>;

	constructor({ noun, writes }: Place) {
		const threads = h('div', { class: 'threads' });
		this.list = new List(
			threads,
			({ id }) => id,
			(thread) => threadPart(thread, writes),
		);
		this.scrolled = h(
			'div',
			{ class: 'lines', role: 'log', 'aria-label': `The ${noun}`, tabindex: 0 },
			threads,
			h('p', { class: 'empty' }, 'Nothing here yet. A customer’s message opens a thread.'),
		);
		const picker = filePicker();
		const writing = composer({
			label: `New thread in the ${noun}`,
			placeholder: `Write to the ${noun}`,
			extras: [picker.element],
			isComplete: () => picker.isChosen(),
			send: async (text) => {
				const file = await picker.read();
				const answer = await act(writes, { text, file });
				if (answer) picker.clear();
				return answer !== undefined;
			},
		});
		this.element = h('div', { class: 'side' }, this.scrolled, writing.form);
	}

	show({ threads }: Shown): void {
		followEnd(this.scrolled, () => this.list.show(threads));
		this.scrolled.classList.toggle('is-empty', threads.length === 0);
	}
}

function threadPart({ id }: Thread, writes: string): Part<Thread> {
	const rows = h('ol');
	const posts = new List<Post>(
		rows,
		(post) => post.id,
		() => postPart(id),
	);
	const writing = composer({
		label: 'Reply in the thread',
		placeholder: 'Reply in the thread',
		button: 'Reply',
		send: async (text) => !!(await act(writes, { thread: id, text })),
	});
	const element = h('article', { class: 'thread' }, rows, writing.form);
	return {
		element,
		show: (thread) => {
			const [first] = thread.posts;
			const subject = first.text.split('\n')[0].replaceAll(/[*\\]/g, '').slice(0, 60);
			element.setAttribute('aria-label', `Thread: ${subject}`);
			writing.field.setAttribute('aria-label', `Reply in the thread: ${subject}`);
			const isNews = posts.show(thread.posts);
			const isBusy = element.parentElement?.contains(document.activeElement);
			if (isNews && !isBusy) element.scrollIntoView({ block: 'nearest' });
		},
	};
}

function postPart(thread: string): Part<Post> {
	const element = h('li');
	const press = (message: string) => (action: string, form: Record<string, string>) =>
		void act('colleague-presses', { thread, message, action, form });
	return {
		element,
		show: (post) => {
			const hadFocus = element.contains(document.activeElement);
			element.className = `line by-${post.by}`;
			element.replaceChildren(...contentOfPost(post, press(post.id)));
			if (post.reactions.length > 0) element.append(reactionsElement(post.reactions));
			// The pressed button is gone: whoever uses the keyboard goes on from the message.
			if (!hadFocus) return;
			element.tabIndex = -1;
			element.focus();
		},
	};
}

function contentOfPost(post: Post, press: Parameters<typeof blocksElement>[1]): HTMLElement[] {
	if (post.blocks.length === 0) return contentOf(post);
	const { author, by, at, blocks, files } = post;
	return [byline(author, by, at), blocksElement(blocks, press), ...files.map(fileElement)];
}

function reactionsElement(reactions: Post['reactions']): HTMLElement {
	const each = reactions.map(({ name, count }) =>
		h('span', { class: 'tag' }, count > 1 ? `${name} ${count}` : name),
	);
	return h('p', { class: 'reactions' }, ...each);
}
