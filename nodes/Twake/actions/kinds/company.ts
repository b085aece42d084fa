import { kind } from './kind';

export const company = kind({
	noun: 'company',
	many: 'companies',
	description:
		'Empty means the company that owns the application. The ID of another one stands behind /client/ in the address of the browser, which you can paste here.',
	url: '',
	within: [],
	isMostlyEmpty: true,
	read: (param) => ({ company: param.company(['company']) }),
});
