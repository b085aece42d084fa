import type { IDataObject } from 'n8n-workflow';
import { dashboardUrl } from '../../api/address';
import type { CsatResponse } from '../../api/csat';
import { isoTime } from '../kinds/iso-time';
import { kind } from '../kinds/kind';
import type { DashboardPlace } from '../kinds/kind';

export const csatResponses = kind<CsatResponse>({
	noun: 'CSAT response',
	isListed: false,
	simplified: csatOutput,
});

/** An answer as one row of a spreadsheet. */
function csatOutput(response: CsatResponse, { publicUrl, account }: DashboardPlace): IDataObject {
	const { id, rating, feedback_message, csat_review_notes, message_id } = response;
	const { conversation_id, contact, assigned_agent: agent, created_at } = response;
	return {
		id,
		rating,
		feedback_message,
		conversation_id,
		message_id,
		contact_id: contact.id,
		contact_name: contact.name,
		contact_email: contact.email,
		contact_phone_number: contact.phone_number,
		agent_id: agent?.id ?? null,
		agent_name: agent?.name ?? null,
		review_notes: csat_review_notes,
		created_at: isoTime(created_at),
		url: dashboardUrl(publicUrl, account, `conversations/${conversation_id}`),
	};
}
