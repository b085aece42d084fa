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
	/** Only executions have items to evaluate an expression for. */
	evaluateExpression?(expression: string, itemIndex: number): unknown;
}

/** What n8n returns for a parameter that is not set. */
const MISSING = '';

/** Per parameter: its value in all items, or the fact that expressions make it differ. */
type KnownValues = Map<string, Entry>;
type Entry = { value: unknown } | 'varies';

const knownIn = new WeakMap<ParameterSource, KnownValues>();

/**
 * A parameter of one item with its expressions resolved; undefined when it is not set. A value
 * without expressions is the same for all items and resolved only once, because n8n's engine is
 * slow.
 */
export function valueOf(execution: ParameterSource, path: string, itemIndex: number): unknown {
	const known = knownValuesOf(execution);
	let entry = known.get(path);
	if (entry === undefined) {
		const raw: unknown = execution.getNodeParameter(path, 0, MISSING, { rawExpressions: true });
		entry = holdsExpression(raw) ? 'varies' : { value: resolved(execution, path, itemIndex) };
		known.set(path, entry);
	}
	if (entry === 'varies') return resolved(execution, path, itemIndex);
	// Objects are copied each time, because the caller may change them.
	return typeof entry.value === 'object' ? deepCopy(entry.value) : entry.value;
}

function knownValuesOf(execution: ParameterSource): KnownValues {
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
