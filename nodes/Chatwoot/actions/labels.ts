import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { hasLabel, MAX_LABEL, parseTitle, unite } from '../api/labels';
import type { CarriedLabelsApi, ChangedLabels } from '../api/labels';
import type { AccountApi } from '../api';
import type { Access } from './access';
import type { ChatwootContext, Operation } from './context';
import { accountLocator } from './fields';
import type { ChatwootParameters } from './parameters';

/** What carries labels: contacts and conversations are labelled alike. */
export interface Labelled {
	/** `contact` or `conversation`, which is also the name of its locator. */
	noun: string;
	locator: INodeProperties;
	/** Where the labels of these things are read and written. */
	labels(api: AccountApi): CarriedLabelsApi;
	/** The lock: operations on one thing run one after another. */
	orderKey(context: ChatwootContext): string;
	access?: Access;
}

/** The list of the account's labels is closed to bots. */
const DEFINED_BY: Access = { bots: 'need Unknown Labels set to Allow' };

/** Titles, although n8n's lint wants "IDs" in both texts: labels have no other name in the API. */
const pickField: INodeProperties = {
	displayName: 'Label Names or IDs',
	name: 'labels',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getLabels' },
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
		placeholder: 'vip, follow-up',
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
	description: 'What to do with labels that are not defined in the account: allow, create or refuse',
};

/** An expression that yields nothing by mistake would otherwise take all labels away. */
const allowNoneField: INodeProperties = {
	displayName: 'Allow No Labels',
	name: 'allowNone',
	type: 'boolean',
	default: false,
	description: 'Whether to take all labels away when none is named. When off, the item fails then.',
};

/** The two parameters that name labels, for an operation that is to `does` them. */
export const labelFields = (does: string): INodeProperties[] => [pickField, namesField(does)];

/** The labels named in `labelFields`, as the server would read them: a comma splits, no doubles. */
export function labelsFrom(param: ChatwootParameters): string[] {
	return unite(titlesFrom(param, 'labels'), titlesFrom(param, 'moreLabels'));
}

/** The labels in one parameter: a list, or titles separated by commas. */
export function titlesFrom(param: ChatwootParameters, path: string): string[] {
	const titles = param
		.names(path)
		.flatMap((name) => name.split(','))
		.map((title) => title.trim())
		.filter((title) => title !== '');
	const long = titles.find((title) => title.length > MAX_LABEL);
	if (long !== undefined) {
		param.refuse(
			path,
			`holds a label of ${long.length} characters`,
			`Chatwoot takes at most ${MAX_LABEL}.`,
		);
	}
	return unite([], titles);
}

function someLabels(param: ChatwootParameters): string[] {
	const labels = labelsFrom(param);
	if (labels.length === 0) param.refuse('labels', 'is empty', 'Name at least one label.');
	return labels;
}

/**
 * Deals with labels that the account does not define, as chosen in `unknownLabels`. Call it after all
 * parameters were read and before anything is written; the list of labels is asked once per run.
 */
export async function settleUnknownLabels(
	{ param }: ChatwootContext,
	{ labels: defined }: AccountApi,
	labels: string[],
	path = 'unknownLabels',
): Promise<void> {
	const choice = param.choice(path, UNKNOWN_CHOICES);
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
	for (const label of unknown) await defined.define(label.toLowerCase());
}

/** Refused words are refused before anything is sent. */
function checkChoice(param: ChatwootParameters): void {
	param.choice('unknownLabels', UNKNOWN_CHOICES);
}

const output = (id: number, { labels, changed }: ChangedLabels): IDataObject => ({
	id,
	labels,
	changed,
});

export function addLabels({ noun, locator, labels: labelsOf, orderKey, access }: Labelled): Operation {
	return {
		name: 'Add Labels',
		value: 'addLabels',
		action: `Add labels to a ${noun}`,
		description: `Add labels to a ${noun} and keep those that it has`,
		access: access && DEFINED_BY,
		properties: [accountLocator, locator, ...labelFields('add'), unknownLabelsField],
		orderKey,
		async run(context) {
			const { param, account } = context;
			const id = param.id(noun);
			const labels = someLabels(param);
			checkChoice(param);
			const api = await account();
			await settleUnknownLabels(context, api, labels);
			return output(id, await labelsOf(api).add(id, labels));
		},
	};
}

export function removeLabels({ noun, locator, labels: labelsOf, orderKey, access }: Labelled): Operation {
	return {
		name: 'Remove Labels',
		value: 'removeLabels',
		action: `Remove labels from a ${noun}`,
		description: `Take labels away from a ${noun} and keep the others; missing ones do not matter`,
		access,
		properties: [accountLocator, locator, ...labelFields('remove')],
		orderKey,
		async run({ param, account }) {
			const id = param.id(noun);
			const labels = someLabels(param);
			return output(id, await labelsOf(await account()).remove(id, labels));
		},
	};
}

export function setLabels({ noun, locator, labels: labelsOf, orderKey, access }: Labelled): Operation {
	return {
		name: 'Set Labels',
		value: 'setLabels',
		action: `Set the labels of a ${noun}`,
		description: `Give a ${noun} exactly these labels and take all others away`,
		access: access && DEFINED_BY,
		properties: [
			accountLocator,
			locator,
			...labelFields('set'),
			allowNoneField,
			unknownLabelsField,
		],
		orderKey,
		async run(context) {
			const { param, account } = context;
			const id = param.id(noun);
			const labels = param.boolean('allowNone') ? labelsFrom(param) : someLabels(param);
			checkChoice(param);
			const api = await account();
			await settleUnknownLabels(context, api, labels);
			return output(id, await labelsOf(api).set(id, labels));
		},
	};
}

export function getLabels({ noun, locator, labels: labelsOf, access }: Labelled): Operation {
	return {
		name: 'Get Labels',
		value: 'getLabels',
		action: `Get the labels of a ${noun}`,
		description: `Get the titles of the labels that a ${noun} carries`,
		access,
		properties: [accountLocator, locator],
		async run({ param, account }) {
			const id = param.id(noun);
			return { id, labels: await labelsOf(await account()).get(id) };
		},
	};
}
