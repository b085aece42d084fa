import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { quote } from '../../../shared/text';
import { OFFERED } from '../fields/events';
import { filtersField } from '../fields/filters';
import type { TriggerParameters } from '../parameters';
import { settingsOf } from '../settings';

/**
 * Refuses values, from an expression or an earlier choice of the source, that never occur: the
 * trigger would wait for ever.
 */
export function checkParameters(param: TriggerParameters): void {
	const { preset, events, filter } = settingsOf(param);
	if (preset === 'custom') {
		// Without a list the server uses its default (chatwoot.md §10).
		if (events.length === 0) param.refuse('events', 'is empty', 'Choose at least one event.');
		refuseOthers(param, 'events', events, OFFERED[param.source()], 'This source sends');
	}
	for (const { name, options } of filtersField.options as INodeProperties[]) {
		const words = (filter as unknown as Record<string, unknown>)[name];
		if (!options || !Array.isArray(words)) continue;
		refuseOthers(param, `filters.${name}`, words, options as INodePropertyOptions[], 'There are');
	}
	for (const path of ['filters.inboxes', 'filters.ignoredUsers']) {
		const wrong = param.names(path).find((name) => !/^\d+$/.test(name));
		if (wrong !== undefined) refuse(param, path, wrong, 'IDs are whole numbers.');
	}
}

function refuseOthers(
	param: TriggerParameters,
	path: string,
	words: unknown[],
	options: INodePropertyOptions[],
	intro: string,
): void {
	const offered = options.map(({ value }) => value);
	const wrong = words.find((word) => !offered.includes(word as string));
	if (wrong !== undefined) refuse(param, path, wrong, `${intro}: ${offered.join(', ')}.`);
}

function refuse(param: TriggerParameters, path: string, wrong: unknown, wayOut: string): never {
	return param.refuse(path, `holds what never comes: ${quote(wrong)}`, wayOut);
}
