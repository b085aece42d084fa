import type { IDataObject } from 'n8n-workflow';
import { pageFields, take, wantedCount } from '../../../shared/pages';
import { dashboardUrl } from '../../api/address';
import type { MissedSla } from '../../api/slas';
import { isoTime } from '../kinds/iso-time';
import { kind } from '../kinds/kind';
import type { DashboardPlace } from '../kinds/kind';
import { operation } from '../operation/operation';
import { periodFields } from '../reporting/period';
import { slaFilters, slaQueryFrom } from './query';

const missedSlas = kind<MissedSla>({
	noun: 'applied SLA',
	isListed: false,
	simplified: missedOutput,
});

function missedOutput(
	{ id, applied_sla: applied, conversation, sla_events: events }: MissedSla,
	{ publicUrl, account }: DashboardPlace,
): IDataObject {
	const { assignee, labels = [] } = conversation;
	return {
		id,
		sla_policy_id: applied.sla_id,
		sla_policy_name: applied.sla_name,
		status: applied.sla_status,
		missed: events.map(({ event_type }) => event_type ?? null),
		conversation_id: conversation.id,
		contact_name: conversation.contact?.name ?? null,
		agent_id: assignee?.id ?? null,
		agent_name: assignee?.name ?? null,
		labels: Array.isArray(labels) ? labels : (labels ?? '').split(/,\s*/).filter(Boolean),
		created_at: isoTime(applied.created_at),
		url: dashboardUrl(publicUrl, account, `conversations/${conversation.id}`),
	};
}

export const getManyMissedSlas = operation({
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many missed SLAs',
	description: 'Get the conversations of a period that were not answered in time',
	access: 'administrator',
	fields: [...periodFields, ...pageFields, slaFilters],
	simplify: true,
	read: (param) => ({ ...slaQueryFrom(param), count: wantedCount(param) }),
	act: async ({ api, input: { query, count }, shown }) =>
		(await take(api.appliedSlas.walk(query), count)).map((row) => shown(missedSlas, row)),
});
