import type { INodeProperties } from 'n8n-workflow';

/** Options that the account has, read anew when another account is chosen. */
export const ofAccount = (loadOptionsMethod: string): INodeProperties['typeOptions'] => ({
	loadOptionsMethod,
	loadOptionsDependsOn: ['account.value'],
});
