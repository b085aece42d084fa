import type { CsatQuery } from '../../api/csat';
import { agentsField } from '../agent/agents-field';
import { inboxes } from '../inbox/kind';
import { filterFields } from '../kinds/fields';
import { locatorOf } from '../kinds/kind';
import type { ChatwootParameters } from '../parameters/parameters';
import { periodFields, periodFrom, secondsOf } from '../reporting/period';
import { teams } from '../team';

export const csatFilters = filterFields([
	agentsField('Only answers about conversations that these agents had'),
	locatorOf(inboxes, 'Only answers about conversations in this inbox'),
	{
		displayName: 'Rating',
		name: 'rating',
		type: 'options',
		options: [1, 2, 3, 4, 5].map((rating) => ({ name: String(rating), value: String(rating) })),
		default: '1',
		description: 'Only answers with this rating, from 1 (bad) to 5 (good)',
	},
	locatorOf(teams, 'Only answers about conversations of this team'),
]);

/** Which answers an operation covers: their period and filters. */
export const csatFields = [...periodFields, csatFilters];

export function csatQueryFrom(param: ChatwootParameters): CsatQuery {
	const agents = param.ids('filters.agents');
	const rating = param.optionalChoice('filters.rating', ['1', '2', '3', '4', '5']);
	return {
		// Without both times, the server crashes on the request for the file (chatwoot.md [807]).
		...secondsOf(periodFrom(param)),
		user_ids: agents.length > 0 ? agents : undefined,
		inbox_id: param.optionalId('filters.inbox'),
		team_id: param.optionalId('filters.team'),
		rating: rating === undefined ? undefined : Number(rating),
	};
}
