import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../shared/json';

/** The record without its envelope, or the records of a list (chatwoot.md §9). */
export function recordsIn(body: unknown): IDataObject | IDataObject[] {
	const content = unwrapped(body);
	return Array.isArray(content) ? content.map(asObject) : asObject(content);
}

/**
 * Any JSON as an object, which an n8n item has to be; many calls answer nothing at all (chatwoot.md
 * §2).
 */
export function asObject(value: unknown): IDataObject {
	if (value === undefined || value === '') return { success: true };
	return isObject(value) ? value : { value: value };
}

function unwrapped(body: unknown): unknown {
	if (!isObject(body)) return body;
	if (isObject(body.data) && 'payload' in body.data) return body.data.payload;
	return 'payload' in body ? body.payload : body;
}
