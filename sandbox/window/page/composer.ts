import { h } from './dom';

export interface Writing {
	/** For whom and where, as screen readers say it. */
	label: string;
	placeholder: string;
	button?: string;
	/** Before the button: switches, a file. */
	extras?: HTMLElement[];
	/** Returns whether it was taken; then the field is emptied. */
	send(text: string): Promise<boolean>;
	/** Whether it may be sent without a text. */
	isComplete?(): boolean;
}

export interface Composer {
	form: HTMLFormElement;
	field: HTMLTextAreaElement;
}

/** A field to write in: Enter sends, Shift and Enter begin a line. */
export function composer(writing: Writing): Composer {
	const { label, placeholder, button = 'Send', extras = [], send, isComplete } = writing;
	const field = h('textarea', { rows: 1, 'aria-label': label, placeholder });
	const form = h(
		'form',
		{ class: 'composer' },
		field,
		...extras,
		h('button', { type: 'submit' }, button),
	);
	let isSending = false;
	const submit = async () => {
		const text = field.value.trim();
		if (isSending || (text === '' && !isComplete?.())) return;
		isSending = true;
		if (await send(text)) field.value = '';
		isSending = false;
	};
	form.addEventListener('submit', (event) => {
		event.preventDefault();
		void submit();
	});
	field.addEventListener('keydown', (event) => {
		if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
		event.preventDefault();
		void submit();
	});
	return { form, field };
}
