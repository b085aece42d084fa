import type { Resource } from '../operation/types';
import { getManyAuditLogs } from './get-many.operation';

export const auditLog: Resource = {
	name: 'Audit Log',
	value: 'auditLog',
	description: 'Enterprise: who changed which settings of the account',
	operations: [getManyAuditLogs],
};
