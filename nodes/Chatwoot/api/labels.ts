import type { IDataObject } from 'n8n-workflow';
import { inside, listOf, record, text } from '../../shared/answers';
import { AccountPart } from './account-part';
import type { AccountPlace } from './account-part';
import { RecordsApi } from './records';
import { changeWhole } from './whole-changes';

/** A label as an account defines it; records can also carry undefined labels (chatwoot.md §9). */
export interface Label extends IDataObject {
	id: number;
	title: string;
	description: string | null;
	color: string;
	show_on_sidebar: boolean | null;
}

/** At least two characters, the first a letter or digit of any script (chatwoot.md §9 Labels). */
const TITLE = /^[\p{L}\p{N}][\p{L}\p{N}_-]{1,254}$/u;

/** The longest text that can be used as a label (chatwoot.md §4). */
export const MAX_LABEL = 255;

/** A title as the server stores it, undefined when it would be refused. */
export function parseTitle(text: string): string | undefined {
	const title = text.trim().toLowerCase();
	return TITLE.test(title) ? title : undefined;
}

/** The labels that an account defines (chatwoot.md §9); writing needs an administrator. */
export class LabelsApi extends RecordsApi<Label> {
	private readonly defining = new Map<string, Promise<void>>();

	constructor(place: AccountPlace) {
		super(place, {
			noun: 'label',
			path: 'labels',
			bodyKey: 'label',
			// Unlike the single label, agents may read the list (chatwoot.md §1).
			isOnlyListed: true,
		});
	}

	/**
	 * Defines a label that did not exist a moment ago; only once, however many items need it. When
	 * two define it at the same moment, one gets a 422 or 500 (chatwoot.md §2, chatwoot.md §16): that
	 * counts as success here.
	 */
	async define(title: string): Promise<void> {
		const defining = this.defining.get(title) ?? this.attemptDefine(title);
		this.defining.set(title, defining);
		await defining;
	}

	private async attemptDefine(title: string): Promise<void> {
		const { path } = this;
		const body = this.wrapped({ title });
		const result = await this.requester.attempt<Label>({
			method: 'POST',
			path,
			body,
			answer: record,
		});
		this.forget();
		if (!('error' in result)) return;
		const { status, uncertain } = result.problem;
		const mayExist = status === 422 || uncertain;
		const labels = mayExist ? await this.list() : [];
		if (!labels.some((label) => isSame(label.title, title))) throw result.error;
	}
}

export interface ChangedLabels {
	labels: string[];
	/** False when everything was already as wanted, so nothing was written. */
	changed: boolean;
}

/** The titles of the labels on a record. */
const titles = inside('payload', listOf(text));

/**
 * The labels on the contacts or conversations of an account. The server only replaces whole lists,
 * and its bulk action loses labels too (chatwoot.md §16, chatwoot.md §17.18), so a change reads,
 * writes and reads again.
 */
export class CarriedLabelsApi extends AccountPart {
	constructor(
		place: AccountPlace,
		private readonly noun: 'contact' | 'conversation',
	) {
		super(place);
	}

	private path(id: number): string {
		return `${this.account}/${this.noun}s/${id}/labels`;
	}

	async get(id: number): Promise<string[]> {
		const path = this.path(id);
		return await this.requester.send({ method: 'GET', path, answer: titles });
	}

	/** Adds labels and keeps the others. */
	async add(id: number, added: string[]): Promise<ChangedLabels> {
		return await this.change(id, (labels) => union(labels, added));
	}

	/** Removes labels and keeps the others. */
	async remove(id: number, removed: string[]): Promise<ChangedLabels> {
		return await this.change(id, (labels) => without(labels, removed));
	}

	/** Makes these the only labels; an empty list removes all. */
	async set(id: number, labels: string[]): Promise<ChangedLabels> {
		return await this.change(id, () => labels);
	}

	private async change(
		id: number,
		wantedFrom: (labels: string[]) => string[],
	): Promise<ChangedLabels> {
		const path = this.path(id);
		const { state, changed } = await changeWhole(this.place, {
			what: `labels of ${this.noun} ${id}`,
			read: async () => await this.get(id),
			wantedFrom,
			isSame: isSameSet,
			write: async (labels) =>
				await this.requester.attempt({ method: 'POST', path, body: { labels }, answer: titles }),
			shown: (labels) => labels.join(', ') || 'none',
		});
		return { labels: state, changed };
	}
}

/** Whether two labels are the same: letter case does not count (chatwoot.md §4). */
function isSame(one: string, other: string): boolean {
	return one.toLowerCase() === other.toLowerCase();
}

export function hasLabel(labels: string[], wanted: string): boolean {
	return labels.some((label) => isSame(label, wanted));
}

/** Both lists as one, without duplicates; an existing spelling stays. */
export function union(labels: string[], added: string[]): string[] {
	const all = [...labels];
	for (const label of added) if (!hasLabel(all, label)) all.push(label);
	return all;
}

function without(labels: string[], removed: string[]): string[] {
	return labels.filter((label) => !hasLabel(removed, label));
}

function isSameSet(one: string[], other: string[]): boolean {
	return without(one, other).length === 0 && without(other, one).length === 0;
}
