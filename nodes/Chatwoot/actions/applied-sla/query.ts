import type { SlaQuery } from '../../api/slas';
import { agents } from '../agent/kind';
import { inboxes } from '../inbox/kind';
import { filterFields } from '../kinds/fields';
import { locatorOf } from '../kinds/kind';
import type { ChatwootParameters } from '../parameters/parameters';
import { periodFields, periodFrom, secondsOf } from '../reporting/period';
import { slaPolicies } from '../sla-policy';
import { teams } from '../team';

export const slaFilters = filterFields([
	locatorOf(agents, 'Only conversations that this agent has'),
	locatorOf(inboxes, 'Only conversations in this inbox'),
	locatorOf(slaPolicies, 'Only conversations under this policy'),
	locatorOf(teams, 'Only conversations of this team'),
]);

/** Which conversations an operation covers: their period and filters. */
export const slaFields = [...periodFields, slaFilters];

export function slaQueryFrom(param: ChatwootParameters) {
	const period = periodFrom(param);
	const query: SlaQuery = {
		...secondsOf(period),
		sla_policy_id: param.optionalId('filters.slaPolicy'),
		inbox_id: param.optionalId('filters.inbox'),
		team_id: param.optionalId('filters.team'),
		assigned_agent_id: param.optionalId('filters.agent'),
	};
	return { period, query };
}
