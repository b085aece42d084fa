import type { Call } from '../call';
import * as cast from '../http/cast';
import { csv } from '../http/csv';
import { serverError } from '../http/errors';
import { pageOf, slice } from '../rules/paging';
import { isWithin, period, spanOf } from '../rules/report-query';
import { contactOf, conversationOf } from '../state/access';
import { iso, unix } from '../state/clock';
import type { Rating } from '../state/types';
import { contactView } from '../views/contact';
import { agentView } from '../views/person';
import type { Routes } from './routes';

function view(call: Call, rating: Rating) {
	const conversation = conversationOf(call.state, rating);
	const agent = call.state.users.get(rating.assigned_agent_id);
	return {
		id: rating.id,
		rating: rating.rating,
		feedback_message: rating.feedback_message,
		csat_review_notes: null,
		review_notes_updated_at: null,
		account_id: rating.account_id,
		message_id: rating.message_id,
		contact: contactView(call.state, contactOf(call.state, conversation)),
		conversation_id: conversation.display_id,
		...(agent ? { assigned_agent: agentView(call.state, agent, rating.account_id) } : {}),
		created_at: unix(rating.created_at),
	};
}

/** The answers that pass the filters of a request, newest first (chatwoot.md [807]). */
function chosen(call: Call): Rating[] {
	const span = spanOf(call);
	const people = (cast.list(call.params.user_ids) ?? []).map((id) => cast.id(id));
	const [inboxId, teamId] = [cast.id(call.params.inbox_id), cast.id(call.params.team_id)];
	const rating = cast.int(call.scalar('rating') ?? null);
	const rows = call.state.ratings.where((row) => {
		const { inbox_id, team_id } = conversationOf(call.state, row);
		return (
			row.account_id === call.account.id &&
			(!span || isWithin(span, row.created_at)) &&
			(people.length === 0 || people.includes(row.assigned_agent_id ?? undefined)) &&
			(inboxId === undefined || inbox_id === inboxId) &&
			(teamId === undefined || team_id === teamId) &&
			(rating === null || row.rating === rating)
		);
	});
	return call.text('sort') === 'created_at' ? rows : rows.reverse();
}

function index(call: Call) {
	return slice(chosen(call), pageOf(call.params.page), 25).map((row) => view(call, row));
}

function metrics(call: Call) {
	const span = spanOf(call);
	const rows = chosen(call);
	const counts: Partial<Record<string, number>> = {};
	for (const { rating } of rows) counts[rating] = (counts[rating] ?? 0) + 1;
	const sent = call.state.messages.where(
		(row) =>
			row.account_id === call.account.id &&
			row.content_type === 'input_csat' &&
			(!span || isWithin(span, row.created_at)),
	);
	return {
		total_count: rows.length,
		ratings_count: counts,
		total_sent_messages_count: sent.length,
	};
}

const HEADINGS =
	'Agent Name,Rating,Feedback Comment,Contact Name,Contact Email Address,Contact Phone Number,Link to the conversation,Recorded date,Review Notes';

/** A file with all answers; an exception without both dates (chatwoot.md [807]). */
function download(call: Call) {
	if (!spanOf(call)) throw serverError("undefined method 'to_i' for nil");
	const lines = chosen(call).map((row) => {
		const conversation = conversationOf(call.state, row);
		const { name, email, phone_number } = contactOf(call.state, conversation);
		const agent = call.state.users.get(row.assigned_agent_id);
		return [
			agent ? `${agent.name} (${agent.email})` : '',
			row.rating,
			row.feedback_message ?? '',
			name ?? '',
			email ?? '',
			phone_number ?? '',
			`${call.state.url}/app/accounts/${call.account.id}/conversations/${conversation.display_id}`,
			`${iso(row.created_at).slice(0, 19).replace('T', ' ')} UTC`,
			'',
		];
	});
	return csv('csat_report', [HEADINGS.split(','), ...lines, [period(call)]]);
}

export function csatResponseRoutes(on: Routes): void {
	const admin = { admin: true };
	on.account('GET', 'csat_survey_responses', index, admin);
	on.account('GET', 'csat_survey_responses/metrics', metrics, admin);
	on.account('GET', 'csat_survey_responses/download', download, admin);
}
