import type { INodeProperties } from 'n8n-workflow';
import { ofAccount } from '../kinds/of-account';

/** Several agents, from the list or as IDs from an expression. Read it with `param.ids`. */
export function agentsField(description: string): INodeProperties {
	return {
		displayName: 'Agent Names or IDs',
		name: 'agents',
		type: 'multiOptions',
		typeOptions: ofAccount('getAgents'),
		default: [],
		description: `${description}. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
	};
}
