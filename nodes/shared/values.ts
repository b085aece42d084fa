import { deepCopy } from 'n8n-workflow';
import type { IExecuteFunctions, IGetNodeParameterOptions } from 'n8n-workflow';

/** What parameters are read from: an execution, or what stands in for one. */
export interface ParameterSource extends Pick<IExecuteFunctions, 'getNode' | 'getTimezone'> {
	getNodeParameter(
		path: string,
		itemIndex: number,
		fallback: unknown,
		options?: IGetNodeParameterOptions,
	): unknown;
}

/** What n8n hands back for a parameter that is not set. */
const MISSING = '';

/** By parameter: its value in all items, or that expressions make it another one in each. */
type Known = Map<string, Entry>;
type Entry = { value: unknown } | 'varies';

const knownIn = new WeakMap<ParameterSource, Known>();

/**
 * A parameter of one item with its expressions resolved; undefined when it is not set. What holds no
 * expression is the same for all items and resolved once: n8n's engine takes its time for each.
 */
export function valueOf(execution: ParameterSource, path: string, itemIndex: number): unknown {
	const known = knownFor(execution);
	let entry = known.get(path);
	if (entry === undefined) {
		const raw: unknown = execution.getNodeParameter(path, 0, MISSING, { rawExpressions: true });
		entry = holdsExpression(raw) ? 'varies' : { value: resolved(execution, path, itemIndex) };
		known.set(path, entry);
	}
	if (entry === 'varies') return resolved(execution, path, itemIndex);
	// Objects are handed out anew each time: whoever gets one may change it.
	return typeof entry.value === 'object' ? deepCopy(entry.value) : entry.value;
}

function knownFor(execution: ParameterSource): Known {
	let known = knownIn.get(execution);
	if (!known) knownIn.set(execution, (known = new Map<string, Entry>()));
	return known;
}

function resolved(execution: ParameterSource, path: string, itemIndex: number): unknown {
	const value: unknown = execution.getNodeParameter(path, itemIndex, MISSING);
	return value === MISSING ? undefined : value;
}

/** n8n's rule: a text that begins with "=" is an expression, at any depth. */
function holdsExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	return typeof raw === 'object' && raw !== null && Object.values(raw).some(holdsExpression);
}
