import type { IDataObject } from 'n8n-workflow';
import { isDateLike, parseDay } from '../../shared/dates';
import { isRounded } from '../../shared/text';
import type { AccountPlace } from './account-part';
import { RecordsApi } from './records';

export const DISPLAY_TYPES = [
	'checkbox',
	'currency',
	'date',
	'link',
	'list',
	'number',
	'percent',
	'text',
] as const;
export type DisplayType = (typeof DISPLAY_TYPES)[number];

export const ATTRIBUTE_MODELS = ['contact_attribute', 'conversation_attribute'] as const;
export type AttributeModel = (typeof ATTRIBUTE_MODELS)[number];

/** A custom attribute as an account defines it (chatwoot.md §9). */
export interface AttributeDefinition extends IDataObject {
	id: number;
	attribute_key: string;
	attribute_display_name: string;
	attribute_display_type: DisplayType;
	attribute_description: string | null;
	attribute_model: string;
	/** The options of a list. */
	attribute_values?: Array<string | number | boolean>;
	regex_pattern: string | null;
	/** What to tell people whose text does not match. */
	regex_cue: string | null;
}

/** Letters of any script, digits, `_`, `.` and `-` (chatwoot.md §9). */
const KEY = /^[\p{L}\p{M}\p{N}_.-]+$/u;

/** Keys of standard fields, which the server refuses for new definitions (chatwoot.md §9). */
const STANDARD: Record<AttributeModel, string[]> = {
	contact_attribute: [
		'name',
		'email',
		'phone_number',
		'identifier',
		'country_code',
		'city',
		'company_name',
		'created_at',
		'last_activity_at',
		'referer',
		'blocked',
	],
	conversation_attribute: [
		'status',
		'priority',
		'assignee_id',
		'inbox_id',
		'team_id',
		'display_id',
		'campaign_id',
		'labels',
		'browser_language',
		'country_code',
		'referer',
		'created_at',
		'last_activity_at',
	],
};

/** What is wrong with the key of a definition, as the rest of a sentence; undefined if nothing. */
export function problemOfKey(key: string, model: AttributeModel | undefined): string | undefined {
	if (!KEY.test(key)) return 'may hold letters, digits, _, - and dots only';
	if (model && STANDARD[model].includes(key)) return `is the name of a standard field: ${key}`;
	return undefined;
}

/** The definitions of custom attributes (chatwoot.md §9); writing needs an administrator. */
export class AttributesApi extends RecordsApi<AttributeDefinition> {
	constructor(place: AccountPlace) {
		super(place, {
			noun: 'custom attribute',
			path: 'custom_attribute_definitions',
			bodyKey: 'custom_attribute_definition',
		});
	}

	/** The definitions for a model; all models are fetched in one request per execution. */
	async of(model: AttributeModel): Promise<AttributeDefinition[]> {
		return (await this.list()).filter(({ attribute_model }) => attribute_model === model);
	}
}

type Checked = { value: string | number | boolean | null } | { problem: string };

/**
 * A value in the form that its definition wants. The server stores anything, but one value of the
 * wrong type makes all filters by that attribute fail for the whole account (chatwoot.md §4.1).
 * Null clears the value. A moment becomes its day in `timeZone`.
 */
export function checkValue(
	definition: AttributeDefinition,
	value: unknown,
	timeZone: string,
): Checked {
	if (value === null || value === undefined) return { value: null };
	if (typeof value === 'object' && !isDateLike(value)) return { problem: 'should be one value' };
	if (isRounded(value)) return { problem: TOO_LONG };
	const text = (isDateLike(value) ? String(value.toJSON()) : String(value)).trim();
	switch (definition.attribute_display_type) {
		case 'number':
		case 'currency':
		case 'percent':
			return checkNumber(text);
		case 'checkbox':
			return checkBoolean(text);
		case 'date': {
			const day = parseDay(value, timeZone);
			return day === undefined
				? { problem: 'should be a date such as 2030-01-31' }
				: { value: day };
		}
		case 'list':
			return checkOption(definition.attribute_values ?? [], text);
		default:
			return checkPattern(definition, text);
	}
}

const TOO_LONG = 'should have at most 15 digits: a longer number is not exact';

function checkNumber(text: string): Checked {
	const number = Number(text);
	if (text === '' || !Number.isFinite(number)) return { problem: 'should be a number' };
	return isRounded(number) ? { problem: TOO_LONG } : { value: number };
}

function checkBoolean(text: string): Checked {
	const word = text.toLowerCase();
	if (['true', 'yes', '1'].includes(word)) return { value: true };
	if (['false', 'no', '0'].includes(word)) return { value: false };
	return { problem: 'should be true or false' };
}

function checkOption(options: Array<string | number | boolean>, text: string): Checked {
	if (options.length === 0) return { value: text };
	const found = options.find((option) => String(option) === text);
	if (found !== undefined) return { value: found };
	return { problem: `should be one of: ${options.join(', ')}` };
}

function checkPattern({ regex_pattern, regex_cue }: AttributeDefinition, text: string): Checked {
	const pattern = regex_pattern ? expression(regex_pattern) : undefined;
	if (!pattern || pattern.test(text)) return { value: text };
	return { problem: `should match ${String(pattern)}${regex_cue ? `: ${regex_cue}` : ''}` };
}

/**
 * A pattern such as `/^[A-Z]+$/i`, as the dashboard writes it, or without slashes. Broken ones are
 * ignored.
 */
function expression(pattern: string): RegExp | undefined {
	const [, source = pattern, flags = ''] = /^\/(.*)\/([a-z]*)$/s.exec(pattern) ?? [];
	try {
		return new RegExp(source, flags.replace(/[gy]/g, ''));
	} catch {
		return undefined;
	}
}
