import type { Operation } from '../context';
import { simplifyField } from '../fields';

export const getApplication: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get the application',
	description: 'Get the application that the credential belongs to: who am I',
	properties: [simplifyField],
	async run({ twake, param }) {
		const application = await twake.application.me();
		const { id, company_id, identity } = application;
		return param.boolean('simplify') ? { id, company_id, ...identity } : application;
	},
};
