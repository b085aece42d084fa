import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../shared/json';
import type { Campaign } from './kind';

/** The server keeps the page and the time on it in one rule. */
export function withRules({ url, time_on_page, ...fields }: IDataObject): IDataObject {
	const rules = {
		...(url !== undefined && { url }),
		...(time_on_page !== undefined && { time_on_page }),
	};
	return Object.keys(rules).length > 0 ? { ...fields, trigger_rules: rules } : fields;
}

/** The server replaces rules as a whole. */
export function mergedRules(fields: IDataObject, { trigger_rules }: Campaign): IDataObject {
	return isObject(fields.trigger_rules)
		? { ...fields, trigger_rules: { ...trigger_rules, ...fields.trigger_rules } }
		: fields;
}
