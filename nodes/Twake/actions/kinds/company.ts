import { kind } from './kind';

export const company = kind({
	noun: 'company',
	many: 'companies',
	description:
		'The company in Twake. Its ID stands behind /client/ in the address of the browser, which you can paste here. Empty means the one in a pasted address, or else the company that owns the application.',
	url: '',
	within: [],
	read: (param) => ({ company: param.company(['company']) }),
});
