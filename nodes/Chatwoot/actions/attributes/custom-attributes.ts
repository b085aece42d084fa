import type { IDataObject } from 'n8n-workflow';
import { quote } from '../../../shared/text';
import type { AccountApi } from '../../api';
import { checkValue } from '../../api/attributes';
import { cleanJson } from '../parameters/clean';
import type { ChatwootParameters } from '../parameters/parameters';
import type { AttributePlace } from './place';

/**
 * The custom attributes of the item as given: the JSON, overridden by the filled-in fields.
 * Undefined when there are none. To be checked with `checkedAttributes`.
 */
export function customAttributesFrom(
	param: ChatwootParameters,
	{ json, mapper }: AttributePlace,
): IDataObject | undefined {
	const all = { ...param.optionalObject(json), ...filledIn(param, mapper) };
	return Object.keys(all).length > 0 ? all : undefined;
}

/** The fields of a mapper that have a value. */
function filledIn(param: ChatwootParameters, mapper: string): IDataObject {
	const filled = Object.entries(fieldsOf(param, mapper)).filter(
		([, value]) => value !== null && value !== undefined && value !== '',
	);
	return Object.fromEntries(filled);
}

function fieldsOf(param: ChatwootParameters, mapper: string): IDataObject {
	const value = param.value(mapper);
	const mapped = typeof value === 'object' && value !== null ? value : {};
	const fields = 'value' in mapped ? (cleanJson(mapped.value) as IDataObject | null) : null;
	return fields ?? {};
}

/**
 * Prevents removing all attributes by mistake: only an empty object as JSON does that, not an
 * expression that yields nothing.
 */
export function refuseAccident(param: ChatwootParameters, { json, mapper }: AttributePlace): void {
	const wayOut =
		'All attributes would be removed. If that is meant, give {} as JSON and nothing else.';
	// For fields that were never filled in, n8n stores null.
	const isMapped = Object.values(fieldsOf(param, mapper)).some((value) => value !== null);
	if (isMapped) param.refuse(mapper, 'yields no value', wayOut);
	if (param.optionalObject(json) === undefined) param.refuse(json, 'yields no object', wayOut);
}

/**
 * The attributes in the types that their definitions want. Values that do not fit are refused,
 * because the server would store them and then fail on every filter by that attribute (chatwoot.md
 * §4.1). Keys without a definition pass. The definitions are requested once per run.
 */
export async function checkedAttributes(
	param: ChatwootParameters,
	{ attributes: api }: AccountApi,
	{ model, json, mapper }: AttributePlace,
	attributes: IDataObject | undefined,
): Promise<IDataObject | undefined> {
	if (!attributes || Object.keys(attributes).length === 0) return undefined;
	const listed = await api.attemptList();
	if ('error' in listed) {
		// Bots may not read definitions, so their values are sent unchecked.
		if (listed.problem.reason === 'notForBots') return attributes;
		throw listed.error;
	}
	const checked = Object.entries(attributes).map(([key, value]) => {
		const definition = listed.body.find(
			({ attribute_key, attribute_model }) => attribute_key === key && attribute_model === model,
		);
		if (!definition) return [key, value];
		const result = checkValue(definition, value, param.timeZone);
		if ('problem' in result) {
			const path = Object.hasOwn(filledIn(param, mapper), key) ? mapper : json;
			const name = definition.attribute_display_name;
			return param.refuse(
				path,
				`has ${quote(value)} for "${key}": ${name} ${result.problem}`,
				'Chatwoot would store it, and then no filter by this attribute would work any more.',
			);
		}
		return [key, result.value];
	});
	return Object.fromEntries(checked) as IDataObject;
}
