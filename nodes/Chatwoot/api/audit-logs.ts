import type { IDataObject } from 'n8n-workflow';
import { listOf, objectWith, record } from '../../shared/answers';
import { AccountPart } from './account-part';
import { walkRows } from './paging';

/** What somebody changed in the settings of the account (chatwoot.md §9 Enterprise). */
export interface AuditLog extends IDataObject {
	id: number;
	action: string;
	auditable_type: string;
	auditable_id: number;
	user_id: number | null;
	username: string | null;
	audited_changes: IDataObject;
	created_at: number;
}

const PAGE_SIZE = 25;
const page = objectWith<{ audit_logs: unknown; total_entries: number }>(
	'audit_logs',
	'total_entries',
);
const entries = listOf<AuditLog>(record);

export class AuditLogsApi extends AccountPart {
	/** The newest first; throws when the account keeps none. */
	walk(): AsyncGenerator<AuditLog> {
		return walkRows(async (number) => await this.page(number), PAGE_SIZE);
	}

	/**
	 * Without the feature the server shows an empty list (chatwoot.md [823]); with it, at least that
	 * its users came.
	 */
	private async page(number: number): Promise<AuditLog[]> {
		const { audit_logs, total_entries } = await this.requester.send({
			method: 'GET',
			path: `${this.account}/audit_logs`,
			query: { page: number },
			answer: (body) => ({ ...page(body), audit_logs: entries(page(body).audit_logs) }),
		});
		if (total_entries > 0) return audit_logs;
		throw this.requester.error({
			message: 'Chatwoot keeps no audit log of this account',
			description:
				'Audit logs belong to the Enterprise edition and have to be switched on for the account, which whoever runs the Chatwoot server can do.',
		});
	}
}
