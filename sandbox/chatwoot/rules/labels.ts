import * as cast from '../http/cast';
import { Validation } from './errors';
import type { Param } from '../http/params';
import { isParams } from '../http/params';

/**
 * A list of labels as acts-as-taggable reads it: a comma splits, blanks around are cut, doubles that
 * differ in letter case only are one. Anything but a list of texts leaves no label at all
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
	if (out.some((label) => label.length > 255)) {
		check.add('tag', 'must exist').add('tag_id', "can't be blank");
	}
	check.finish();
	return out;
}

/** The tags that are stored: an existing tag of another letter case is kept (chatwoot.md [236]). */
export function storedLabels(labels: string[], known: Iterable<string>): string[] {
	const existing = new Map([...known].map((label) => [label.toLowerCase(), label]));
	return labels.map((label) => existing.get(label.toLowerCase()) ?? label);
}
