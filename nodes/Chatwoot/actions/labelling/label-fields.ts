import type { INodeProperties } from 'n8n-workflow';
import { hasLabel, MAX_LABEL, parseTitle, union } from '../../api/labels';
import type { Hint } from '../../../shared/hints';
import { lengthOf } from '../../../shared/text';
import type { AccountApi } from '../../api';
import { ofAccount } from '../kinds/of-account';
import type { ChatwootParameters } from '../parameters/parameters';

/** How parameters name labels, and what to do with those that the account does not define. */

/**
 * It takes titles, although n8n's lint wants "IDs" in both texts: in the API, labels have no ids.
 */
export const labelPicker: INodeProperties = {
	displayName: 'Label Names or IDs',
	name: 'labels',
	type: 'multiOptions',
	typeOptions: ofAccount('getLabels'),
	default: [],
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	hint: 'In an expression: a list of titles',
};

function namesField(does: string): INodeProperties {
	return {
		displayName: 'More Labels',
		name: 'moreLabels',
		type: 'string',
		default: '',
		placeholder: 'e.g. vip, follow-up',
		description: `Titles of further labels to ${does}, separated by commas, or a list from an expression. Letter case does not matter.`,
	};
}

const UNKNOWN_CHOICES = ['allow', 'create', 'refuse'] as const;

/** What to do with labels that the account does not define. */
export const unknownLabelsField: INodeProperties = {
	displayName: 'Unknown Labels',
	name: 'unknownLabels',
	type: 'options',
	options: [
		{
			name: 'Allow',
			value: 'allow',
			description: 'Set them; they stay undefined and are not listed in the dashboard',
		},
		{
			name: 'Create',
			value: 'create',
			description: 'Define them in the account first; needs an administrator',
		},
		{ name: 'Refuse', value: 'refuse', description: 'Fail before anything is changed' },
	],
	default: 'refuse',
	description:
		'What to do with labels that are not defined in the account: allow, create or refuse',
};

/** Otherwise an expression that yields nothing by mistake would remove all labels. */
export const allowNoneField: INodeProperties = {
	displayName: 'Allow No Labels',
	name: 'allowNone',
	type: 'boolean',
	default: false,
	description: 'Whether to take all labels away when none is named. When off, the item fails then.',
};

/** The two parameters that name labels; `does` is the verb of the operation. */
export const labelFields = (does: string): INodeProperties[] => [labelPicker, namesField(does)];

/**
 * The labels named in `labelFields`, as the server would read them: split at commas, without
 * duplicates.
 */
export function labelsFrom(param: ChatwootParameters): string[] {
	return union(titlesFrom(param, 'labels'), titlesFrom(param, 'moreLabels'));
}

/**
 * The labels in one parameter: a list, or titles separated by commas. In lower case, as accounts
 * define them: a label first used as "GOLD", in whatever account, becomes a tag of the installation
 * with that name, and no search for `gold` finds it (chatwoot.md §9 Labels).
 */
export function titlesFrom(param: ChatwootParameters, path: string): string[] {
	const titles = param
		.names(path)
		.flatMap((name) => name.split(','))
		.map((title) => title.trim().toLowerCase())
		.filter((title) => title !== '');
	const long = titles.map(lengthOf).find((length) => length > MAX_LABEL);
	if (long !== undefined) {
		param.refuse(
			path,
			`holds a label of ${long} characters`,
			`Chatwoot takes at most ${MAX_LABEL}.`,
		);
	}
	return union([], titles);
}

export function someLabels(param: ChatwootParameters): string[] {
	const labels = labelsFrom(param);
	if (labels.length === 0) param.refuse('labels', 'is empty', 'Name at least one label.');
	return labels;
}

/**
 * Handles labels that the account does not define, as chosen in `unknownLabels`. Call it after
 * reading all parameters and before writing anything; the list of labels is requested once per run.
 */
export async function dealWithUnknownLabels(
	param: ChatwootParameters,
	{ labels: defined }: AccountApi,
	labels: string[],
	path = 'unknownLabels',
): Promise<void> {
	const choice = param.optionalChoice(path, UNKNOWN_CHOICES) ?? 'refuse';
	if (choice === 'allow' || labels.length === 0) return;
	const titles = (await defined.list()).map(({ title }) => title);
	const unknown = labels.filter((label) => !hasLabel(titles, label));
	if (unknown.length === 0) return;
	const names = unknown.map((label) => `"${label}"`).join(', ');
	if (choice === 'refuse') {
		param.refuse(
			path,
			`is set to refuse, and the account does not define ${names}`,
			titles.length > 0
				? `It defines: ${titles.join(', ')}. Choose Create or Allow to use others.`
				: 'It defines no label. Choose Create or Allow to use any.',
		);
	}
	const wrong = unknown.find((label) => parseTitle(label) === undefined);
	if (wrong !== undefined) {
		param.refuse(
			path,
			`is set to create, but "${wrong}" cannot be the title of a label`,
			'A title has at least two characters: letters, digits, - and _, a letter or digit first.',
		);
	}
	for (const label of unknown) await defined.define(label);
}

/**
 * When a search by labels found nothing, hints which of them the account does not define, if that
 * can be determined.
 */
export async function hintUndefined(
	{ labels: defined }: AccountApi,
	labels: string[],
	hint: Hint,
): Promise<void> {
	const listed = labels.length > 0 ? await defined.attemptList() : undefined;
	if (!listed || 'error' in listed) return;
	const titles = listed.body.map(({ title }) => title);
	const unknown = labels.filter((label) => !hasLabel(titles, label));
	if (unknown.length === 0) return;
	const names = unknown.map((label) => `"${label}"`).join(', ');
	hint(`Nothing was found: the account does not define ${names}`, 'warning');
}

/** Checked early, so that an invalid choice is refused before anything is sent. */
export function checkChoice(param: ChatwootParameters): void {
	param.choice('unknownLabels', UNKNOWN_CHOICES);
}
