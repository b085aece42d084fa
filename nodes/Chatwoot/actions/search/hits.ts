import type { IDataObject } from 'n8n-workflow';
import { dashboardUrl } from '../../api/address';
import type { Hit, SearchKind } from '../../api/search';
import type { Message } from '../../api/types';
import { isoTime } from '../kinds/iso-time';
import type { DashboardPlace } from '../kinds/kind';
import { messageOutput } from '../message/output';

/** What "Simplify" leaves of a hit, per kind. */
export const simplifiedHit: Record<SearchKind, (hit: Hit, place: DashboardPlace) => IDataObject> = {
	articles: ({
		id,
		title,
		slug,
		portal_slug,
		locale,
		category_name,
		status,
		content,
		updated_at,
	}) => ({
		id,
		title,
		slug,
		portal_slug,
		locale,
		category_name,
		status,
		content,
		updated_at: isoTime(updated_at),
	}),
	contacts: (hit, { publicUrl, account }) => ({
		...hit,
		last_activity_at: isoTime(hit.last_activity_at),
		url: dashboardUrl(publicUrl, account, `contacts/${hit.id}`),
	}),
	conversations(hit, place) {
		const { id, created_at, contact, inbox, agent, message } = hit as Hit & ConversationParts;
		return {
			id,
			inbox_id: inbox.id,
			inbox_name: inbox.name,
			contact_id: contact.id,
			contact_name: contact.name,
			agent_id: agent?.id ?? null,
			agent_name: agent?.name ?? null,
			first_message: message.content,
			created_at: isoTime(created_at),
			url: dashboardUrl(place.publicUrl, place.account, `conversations/${id}`),
		};
	},
	messages: (hit, place) => ({
		...messageOutput(hit as unknown as Message, place),
		url: dashboardUrl(
			place.publicUrl,
			place.account,
			`conversations/${Number(hit.conversation_id)}?messageId=${hit.id}`,
		),
	}),
};

interface ConversationParts {
	contact: { id: number; name: string };
	inbox: { id: number; name: string };
	/** Missing when nobody is assigned. */
	agent?: { id: number; name: string };
	/** The first one, not the newest. */
	message: { content: string | null };
}
