import { NodeOperationError } from 'n8n-workflow';
import type {
	IDataObject,
	IHookFunctions,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	IPollFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { isObject } from './json';
import { parseDateTime } from './dates';
import { cleanText, isRounded, isWritable, listIn, quote, shortened } from './text';
import { valueOf } from './values';
import type { ParameterSource } from './values';
import { otherServer } from './web-address';
import type { Addresses } from './web-address';

/** The longest value that a refusal repeats in full. */
const MOST_SAID = 1000;

/** A trigger as the source of parameters: it has no items. */
export function ofTrigger(
	context: IHookFunctions | IWebhookFunctions | ITriggerFunctions | IPollFunctions,
): ParameterSource {
	return {
		getNode: () => context.getNode(),
		getTimezone: () => context.getTimezone(),
		getNodeParameter: (path, _item, fallback, options) =>
			context.getNodeParameter(path, fallback, options),
	};
}

/** The way out of an empty parameter, where there is no better one. */
const FILL_IN = 'Fill it in. If it is an expression, look at what it gives for this item.';

/**
 * The parameters of one item, or of a trigger (`ofTrigger`, without an index), read by name
 * (`content`) or path (`additionalFields.email`), with expressions resolved and values checked. Bad
 * values are refused with the parameter's name as the editor shows it. Expressions may yield any
 * type, so every reader takes any.
 */
export class Parameters {
	/**
	 * Values are read once for the order key and again for the work; an expression runs only once.
	 */
	private readonly known = new Map<string, unknown>();

	constructor(
		protected readonly execution: ParameterSource,
		readonly itemIndex: number | undefined,
		private readonly properties: INodeProperties[],
	) {}

	/** Text without the characters that servers choke on; numbers and booleans become text. */
	text(path: string): string {
		const value = this.value(path);
		if (value === undefined || value === null) return '';
		if (!isWritable(value)) {
			const wayOut = isRounded(value) ? FROM_SOURCE : AS_TEXT;
			this.refuse(path, `should be text, but is ${nameOfType(value)}`, wayOut);
		}
		return cleanText(String(value));
	}

	/** Text, or undefined when empty or blank; undefined values are left out of a request. */
	optionalText(path: string): string | undefined {
		const text = this.text(path);
		return text.trim() === '' ? undefined : text;
	}

	requiredText(path: string): string {
		return this.optionalText(path) ?? this.refuse(path, 'is empty');
	}

	/** Names as in `list`, trimmed, each once; blank ones are dropped. */
	names(path: string): string[] {
		const names = this.list(path).map((name) => {
			if (isWritable(name)) return cleanText(String(name)).trim();
			return this.refuse(path, `should be a list of names, but holds ${nameOfType(name)}`);
		});
		return [...new Set(names)].filter((name) => name !== '');
	}

	/** Refuses a pasted address of another server, where the same ids mean other records. */
	refuseOtherServer(
		path: string,
		address: URL,
		server: Addresses,
		verb: 'is' | 'holds' = 'is',
	): void {
		const servers = otherServer(address, server);
		if (!servers) return;
		this.refuse(
			path,
			`${verb} an address of ${servers.other}, but the credential is for ${servers.own}`,
			'Choose the credential of that server, or paste an address of this one. If both are one server, enter the ID, or say so by the Public Address in the credential.',
		);
	}

	/** The parts of a text separated by commas, or a list from an expression, also as JSON text. */
	protected list(path: string): unknown[] {
		const value = this.value(path);
		if (Array.isArray(value)) return value;
		const text = this.text(path);
		return listIn(text) ?? text.split(',');
	}

	boolean(path: string): boolean {
		return this.optionalBoolean(path) ?? false;
	}

	optionalBoolean(path: string): boolean | undefined {
		const value = this.value(path);
		if (value === undefined || value === null || value === '') return undefined;
		const word = typeof value === 'object' ? '' : String(value).trim().toLowerCase();
		if (['true', '1', 'yes'].includes(word)) return true;
		if (['false', '0', 'no'].includes(word)) return false;
		return this.refuse(path, `should be true or false, but is ${quote(value)}`);
	}

	/** A whole number of at least 1, such as a limit. */
	count(path: string): number {
		const value = this.value(path);
		const number = typeof value === 'object' ? NaN : Number(value);
		if (Number.isInteger(number) && number >= 1) return number;
		return this.refuse(path, `should be a whole number from 1 on, but is ${quote(value ?? '')}`);
	}

	/** As `count`; undefined when it is not set. */
	optionalCount(path: string): number | undefined {
		const value = this.value(path);
		return value === undefined || value === null || value === '' ? undefined : this.count(path);
	}

	/** One of the values that the parameter offers; the servers crash on any other. */
	choice<Choice extends string>(path: string, choices: readonly Choice[]): Choice {
		return this.optionalChoice(path, choices) ?? this.refuse(path, 'is empty');
	}

	optionalChoice<Choice extends string>(
		path: string,
		choices: readonly Choice[],
	): Choice | undefined {
		const text = this.optionalText(path)?.trim();
		if (text === undefined) return undefined;
		const found = choices.find((choice) => choice === text);
		return (
			found ?? this.refuse(path, `is ${quote(text)}`, `It has to be one of: ${choices.join(', ')}.`)
		);
	}

	/** The time zone of the workflow, for times given without one. */
	get timeZone(): string {
		return this.execution.getTimezone();
	}

	/** A point in time; text without a zone is in the workflow's time zone. */
	optionalDate(path: string): Date | undefined {
		const value = this.value(path);
		if (value === undefined || value === null || value === '') return undefined;
		const date = parseDateTime(value, this.timeZone);
		const wayOut = 'Use a form like 2030-01-31T09:00:00, or an expression that yields a date.';
		return date ?? this.refuse(path, `is not a date: ${quote(value)}`, wayOut);
	}

	/** Any JSON: parsed from text, or taken as it is from an expression. Undefined when empty. */
	optionalJson(path: string): unknown {
		const value = this.value(path);
		if (value === undefined || value === null) return undefined;
		if (typeof value !== 'string') return value;
		if (value.trim() === '') return undefined;
		try {
			return JSON.parse(value);
		} catch (error) {
			return this.refuse(path, 'is not valid JSON', (error as Error).message);
		}
	}

	/** A JSON object such as custom attributes. Undefined when empty. */
	optionalObject(path: string): IDataObject | undefined {
		const value = this.optionalJson(path);
		if (value === undefined) return undefined;
		if (isObject(value)) return value;
		return this.refuse(path, `should be a JSON object, but is ${nameOfType(value)}`);
	}

	/** A JSON list such as blocks or items. Undefined when empty. */
	optionalList(path: string): unknown[] | undefined {
		const value = this.optionalJson(path);
		if (value === undefined || Array.isArray(value)) return value;
		return this.refuse(path, `should be a JSON list, but is ${nameOfType(value)}`);
	}

	/** What was chosen or typed in a resource locator, in any mode, trimmed; '' when empty. */
	locator(path: string): string {
		const value = this.value(path);
		const isLocator = typeof value === 'object' && value !== null && 'value' in value;
		const chosen: unknown = isLocator ? value.value : value;
		if (chosen === undefined || chosen === null) return '';
		if (typeof chosen === 'object') {
			this.refuse(path, `should be an ID, but is ${nameOfType(chosen)}`);
		}
		return String(chosen).trim();
	}

	/** The value as n8n resolved it; undefined when the parameter is not set. */
	value(path: string): unknown {
		if (this.known.has(path)) return this.known.get(path);
		const value = valueOf(this.execution, path, this.itemIndex ?? 0);
		// Objects are copied each time, because the caller may change them.
		if (typeof value !== 'object') this.known.set(path, value);
		return value;
	}

	/** A parameter as written, with its expressions. */
	raw(path: string): unknown {
		const options = { rawExpressions: true };
		return this.execution.getNodeParameter(path, this.itemIndex ?? 0, '', options);
	}

	/** The value of one expression for the item. */
	evaluated(expression: string): unknown {
		return this.execution.evaluateExpression?.(expression, this.itemIndex ?? 0);
	}

	/** Ends the item's work before any request: `"Email" is not an e-mail address: "x"`. */
	refuse(
		path: string,
		problem: string,
		wayOut = problem === 'is empty' ? FILL_IN : undefined,
	): never {
		throw new NodeOperationError(
			this.execution.getNode(),
			shortened(`"${this.displayName(path)}" ${problem}`, MOST_SAID),
			{ itemIndex: this.itemIndex, description: wayOut },
		);
	}

	/**
	 * The name that the editor shows, with the collection before it: `Additional Fields > Email`,
	 * `Actions > Action 2 > Text`.
	 */
	displayName(path: string): string {
		const names: string[] = [];
		let level: Named[] = this.properties;
		const parts = path.split('.');
		for (const [depth, part] of parts.entries()) {
			const [key, ...brackets] = part.split(/[[\]]/);
			const index = brackets.at(0);
			const found = this.shownAmong(
				level.filter(({ name }) => name === key),
				parts.slice(0, depth),
			);
			if (!found) continue;
			const shown = 'displayName' in found ? found.displayName : found.name;
			names.push(index === undefined ? shown : `${shown} ${Number(index) + 1}`);
			level = ('values' in found ? found.values : 'options' in found ? found.options : []) ?? [];
		}
		return names.length > 0 ? names.join(' > ') : path;
	}

	/** Of parameters with one name, the one that the values beside it show. */
	private shownAmong(alike: Named[], inside: string[]): Named | undefined {
		const isShown = (each: Named) =>
			Object.entries(('displayOptions' in each && each.displayOptions?.show) || {}).every(
				([name, values = []]) => values.includes(this.value([...inside, name].join('.')) as string),
			);
		return alike.length > 1 ? (alike.find(isShown) ?? alike[0]) : alike[0];
	}
}

/** How to turn a value that is not text into text. */
const AS_TEXT =
	'Make it text in the expression: .toJsonString() for an object, .join(", ") for a list, .toISO() for a date.';

/** The way out of a number that is not what it was. */
const FROM_SOURCE = 'Its last digits are lost already: take it as text from where it comes.';

type Named = INodeProperties | INodePropertyOptions | INodePropertyCollection;

function nameOfType(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'object') return 'an object';
	if (isWritable(value)) return `a ${typeof value}`;
	return isRounded(value) ? `a number of too many digits: ${String(value)}` : String(value);
}
