import { operation } from '../operation/operation';

export const getApplication = operation({
	name: 'Get',
	value: 'get',
	action: 'Get application',
	description: 'Get the application that the credential belongs to: who am I',
	act: async ({ twake }) => await twake.application.me(),
	simplify: ({ id, company_id, identity }) => ({ id, company_id, ...identity }),
});
