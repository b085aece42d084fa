import { quote } from '../../../shared/text';
import type { ChatwootParameters } from './parameters';

/**
 * Several values of a multiple choice, without duplicates; the server crashes on other values or
 * ignores them.
 */
export function choicesFrom(
	param: ChatwootParameters,
	path: string,
	choices: readonly string[],
): string[] {
	const names = param.names(path);
	const unknown = names.find((name) => !choices.includes(name));
	if (unknown === undefined) return names;
	return param.refuse(path, `holds ${quote(unknown)}`, `It can hold: ${choices.join(', ')}.`);
}
