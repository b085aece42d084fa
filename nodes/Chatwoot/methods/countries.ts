import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { numberingPlans } from '../api/numbering-plans';

/** The countries of phone numbers. */
export async function getCountries(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const names = new Intl.DisplayNames('en', { type: 'region' });
	return [...numberingPlans()]
		.map(([value, { code }]) => ({ name: `${names.of(value)} (+${code})`, value }))
		.sort((one, other) => one.name.localeCompare(other.name));
}
