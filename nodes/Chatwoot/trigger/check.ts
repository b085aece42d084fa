import { NodeOperationError } from 'n8n-workflow';
import type { IHookFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { quote, wordsIn } from '../../shared/text';
import { OFFERED } from './events';
import { filtersField } from './filter-fields';
import { presetOf, sourceOf, wantedEvents } from './presets';

/**
 * Throws when a parameter that an expression, or an earlier choice of the source, has filled holds
 * what can never come: the trigger would wait for ever.
 */
export function checkParameters(context: IHookFunctions): void {
	const offered = valuesOf(OFFERED[sourceOf(context)]);
	if (presetOf(context) === 'custom') {
		refuseOthers(context, 'Trigger On', wantedEvents(context), offered, 'This source sends');
	}
	for (const field of filtersField.options as INodeProperties[]) {
		if (field.type !== 'multiOptions') continue;
		const words = wordsIn(context.getNodeParameter(`filters.${field.name}`, []));
		if (field.options) {
			const options = valuesOf(field.options as INodePropertyOptions[]);
			refuseOthers(context, field.displayName, words, options, 'There are');
		} else if (field.name === 'inboxes') {
			const wrong = words.find((word) => !/^\d+$/.test(word));
			if (wrong !== undefined)
				throw refusal(context, field.displayName, wrong, 'IDs are whole numbers');
		}
	}
}

function refuseOthers(
	context: IHookFunctions,
	name: string,
	words: string[],
	offered: string[],
	intro: string,
): void {
	const wrong = words.find((word) => !offered.includes(word));
	if (wrong === undefined) return;
	throw refusal(context, name, wrong, `${intro}: ${offered.join(', ')}`);
}

function refusal(
	context: IHookFunctions,
	name: string,
	wrong: string,
	wayOut: string,
): NodeOperationError {
	const message = `"${name}" holds what never comes: ${quote(wrong)}`;
	return new NodeOperationError(context.getNode(), message, { description: `${wayOut}.` });
}

function valuesOf(options: INodePropertyOptions[]): string[] {
	return options.map(({ value }) => String(value));
}
