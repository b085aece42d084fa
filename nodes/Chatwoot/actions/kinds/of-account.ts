import type { INodeProperties } from 'n8n-workflow';

/** Loads options from the account; n8n reloads them when another account is chosen. */
export const ofAccount = (loadOptionsMethod: string): INodeProperties['typeOptions'] => ({
	loadOptionsMethod,
	loadOptionsDependsOn: ['account.value'],
});
