import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { CarriedLabelsApi, ChangedLabels } from '../../api/labels';
import type { AccountApi } from '../../api';
import type { Access } from '../operation/access';
import type { ChatwootContext, Operation } from '../operation/context';
import { accountLocator } from '../fields';
import {
	allowNoneField,
	checkChoice,
	labelFields,
	labelsFrom,
	settleUnknownLabels,
	someLabels,
	unknownLabelsField,
} from './label-fields';

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

const output = (id: number, { labels, changed }: ChangedLabels): IDataObject => ({
	id,
	labels,
	changed,
});

export function addLabels({
	noun,
	locator,
	labels: labelsOf,
	orderKey,
	access,
}: Labelled): Operation {
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

export function removeLabels({
	noun,
	locator,
	labels: labelsOf,
	orderKey,
	access,
}: Labelled): Operation {
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

export function setLabels({
	noun,
	locator,
	labels: labelsOf,
	orderKey,
	access,
}: Labelled): Operation {
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
