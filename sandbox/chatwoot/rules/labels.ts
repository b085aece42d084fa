import * as cast from '../http/cast';
import { Validation } from './errors';
import type { Param } from '../http/params';
import { isParams } from '../http/params';
import type { State } from '../state/state';

/**
 * A list of labels as acts-as-taggable reads it: split at commas, trimmed, of labels that differ
 * only in letter case one is kept. Anything but a list of texts leaves no label at all
 * (chatwoot.md [188, 377]).
 */
export function parseLabels(value: Param | undefined): string[] {
	const parts = (cast.list(value) ?? []).flatMap((item) =>
		isParams(item) || Array.isArray(item) ? [] : (cast.text(item) ?? '').split(','),
	);
	const out: string[] = [];
	for (const part of parts.map((text) => text.trim())) {
		const known = out.some((label) => label.toLowerCase() === part.toLowerCase());
		if (part !== '' && !known) out.push(part);
	}
	const check = new Validation();
	if (out.some((label) => [...label].length > 255)) {
		check.add('tag', 'must exist').add('tag_id', "can't be blank");
	}
	check.finish();
	return out;
}

/**
 * The tags that labels become. The whole installation shares them, in the letter case of their first
 * use, even when nothing carries them any more (chatwoot.md [236], chatwoot.md §9); a label that is
 * only defined is none yet.
 */
export function tagged({ tags }: State, labels: string[]): string[] {
	const names = labels.map((label) => {
		const known = tags.get(label.toLowerCase());
		if (known === undefined) tags.set(label.toLowerCase(), label);
		return known ?? label;
	});
	return [...new Set(names)];
}
