import type { IDataObject } from 'n8n-workflow';
import { pageFields, take, wantedCount } from '../../../shared/pages';
import type { AuditLog } from '../../api/audit-logs';
import { isoTime } from '../kinds/iso-time';
import { kind } from '../kinds/kind';
import { operation } from '../operation/operation';

const auditLogs = kind<AuditLog>({
	noun: 'audit log',
	isListed: false,
	simplified: ({ id, action, auditable_type, auditable_id, ...entry }): IDataObject => ({
		id,
		action,
		auditable_type,
		auditable_id,
		user_id: entry.user_id,
		user_email: entry.username,
		changes: entry.audited_changes,
		ip_address: entry.remote_address ?? null,
		created_at: isoTime(entry.created_at),
	}),
});

export const getManyAuditLogs = operation({
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many audit logs',
	description: 'Get who changed which settings of the account, the newest first',
	access: 'administrator',
	fields: pageFields,
	simplify: true,
	read: wantedCount,
	act: async ({ api, input: count, shown }) =>
		(await take(api.auditLogs.walk(), count)).map((entry) => shown(auditLogs, entry)),
});
