import type { IDataObject } from 'n8n-workflow';
import type { AccountApi } from '../../api';
import type { CarriedLabelsApi, ChangedLabels } from '../../api/labels';
import type { Kind } from '../kinds/kind';
import { operation } from '../operation/operation';
import type { Access, Operation } from '../operation/types';
import {
	allowNoneField,
	checkChoice,
	labelFields,
	labelsFrom,
	dealWithUnknownLabels,
	someLabels,
	unknownLabelsField,
} from './label-fields';

/** Bots may not read the account's list of labels. */
const DEFINED_BY: Access = { bots: 'need Unknown Labels set to Allow' };

/** The operations on the labels of contacts or conversations. */
export function labelOperations(
	kind: Kind<never>,
	labelsOf: (api: AccountApi) => CarriedLabelsApi,
	access?: Access,
): Operation[] {
	const { noun, one } = kind;
	const common = { isStandard: true, on: kind };
	return [
		operation({
			...common,
			name: 'Add Labels',
			value: 'addLabels',
			action: `Add labels to ${noun}`,
			description: `Add labels to ${one} and keep those that it has`,
			access: access && DEFINED_BY,
			fields: [...labelFields('add'), unknownLabelsField],
			read(param) {
				checkChoice(param);
				return someLabels(param);
			},
			async act({ api, id, param, input: labels }) {
				await dealWithUnknownLabels(param, api, labels);
				return output(id, await labelsOf(api).add(id, labels));
			},
		}),
		operation({
			...common,
			name: 'Get Labels',
			value: 'getLabels',
			action: `Get labels of ${noun}`,
			description: `Get the titles of the labels that ${one} carries`,
			access,
			isReading: true,
			act: async ({ api, id }) => ({ id, labels: await labelsOf(api).get(id) }),
		}),
		operation({
			...common,
			name: 'Remove Labels',
			value: 'removeLabels',
			action: `Remove labels from ${noun}`,
			description: `Take labels away from ${one} and keep the others; missing ones do not matter`,
			access,
			fields: labelFields('remove'),
			read: someLabels,
			act: async ({ api, id, input: labels }) => output(id, await labelsOf(api).remove(id, labels)),
		}),
		operation({
			...common,
			name: 'Set Labels',
			value: 'setLabels',
			action: `Set labels of ${noun}`,
			description: `Give ${one} exactly these labels and take all others away`,
			access: access && DEFINED_BY,
			fields: [...labelFields('set'), allowNoneField, unknownLabelsField],
			read(param) {
				checkChoice(param);
				return param.boolean('allowNone') ? labelsFrom(param) : someLabels(param);
			},
			async act({ api, id, param, input: labels }) {
				await dealWithUnknownLabels(param, api, labels);
				return output(id, await labelsOf(api).set(id, labels));
			},
		}),
	];
}

function output(id: number, { labels, changed }: ChangedLabels): IDataObject {
	return { id, labels, changed };
}
