import { h } from './dom';

interface Chosen {
	name: string;
	type: string;
	/** In base64. */
	content: string;
}

export interface FilePicker {
	element: HTMLElement;
	isChosen(): boolean;
	read(): Promise<Chosen | undefined>;
	clear(): void;
}

const EMPTY = 'Add file';

/** Chooses one file to go along with a message. */
export function filePicker(): FilePicker {
	const input = h('input', { type: 'file', 'aria-label': 'File' });
	const name = h('span', {}, EMPTY);
	const element = h('label', { class: 'picker' }, name, input);
	const show = () => {
		name.textContent = input.files?.[0]?.name ?? EMPTY;
	};
	input.addEventListener('change', show);
	return {
		element,
		isChosen: () => (input.files?.length ?? 0) > 0,
		clear: () => {
			input.value = '';
			show();
		},
		read: async () => {
			const file = input.files?.[0];
			if (!file) return undefined;
			const bytes = new Uint8Array(await file.arrayBuffer());
			const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
			const type = file.type || 'application/octet-stream';
			return { name: file.name, type, content: btoa(text) };
		},
	};
}
