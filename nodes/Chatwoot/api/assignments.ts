import type { IDataObject } from 'n8n-workflow';
import { optional, record } from '../../shared/answers';
import { AccountPart } from './account-part';
import type { Agent, Team } from './types';

/** Who works on conversations: agent, team or bot (chatwoot.md §5 Change state). */
export class AssignmentsApi extends AccountPart {
	/**
	 * Gives a conversation to an agent, or with null to nobody; returns who has it now. For an
	 * unknown id the server unassigns and says 200 (chatwoot.md §17.20): that is an error here.
	 */
	async assignAgent(id: number, assignee: number | null): Promise<IDataObject | null> {
		return await this.assign(id, { assignee_id: assignee }, assignee, 'agent');
	}

	/** Like `assignAgent`; changing the team may also remove the agent or pick one. */
	async assignTeam(id: number, team: number | null): Promise<IDataObject | null> {
		return await this.assign(id, { team_id: team }, team, 'team');
	}

	/** Gives a conversation to an agent bot. Servers before 4.8 take its id for an agent's. */
	async assignBot(id: number, bot: number): Promise<IDataObject | null> {
		const body = { assignee_id: bot, assignee_type: 'AgentBot' };
		return await this.assign(id, body, bot, 'agent bot');
	}

	private async assign(
		id: number,
		body: IDataObject,
		wanted: number | null,
		what: string,
	): Promise<IDataObject | null> {
		const path = `${this.account}/conversations/${id}/assignments`;
		const answer = await this.requester.send({
			method: 'POST',
			path,
			body,
			answer: optional(record<Agent | Team>),
		});
		const assigned = answer ?? null;
		if (body.assignee_type !== undefined && assigned && 'email' in assigned) {
			throw this.requester.error({
				message: `Chatwoot assigned conversation ${id} to agent ${assigned.id} instead of ${what} ${wanted}`,
				description: 'Only servers from 4.8 on can assign bots. Assign the conversation again.',
			});
		}
		if (!assigned && wanted !== null) {
			throw this.requester.error({
				message: `Chatwoot did not confirm ${what} ${wanted} for conversation ${id}, it may have been carried out`,
				description: `Most likely it knows no such ${what}, and has taken the conversation away from the one before. Look there before you run this item again.`,
			});
		}
		if (assigned && assigned.id !== wanted) {
			throw this.requester.error({
				message: `Chatwoot did not assign conversation ${id} to ${wanted === null ? 'nobody' : `${what} ${wanted}`}, but to ${what} ${assigned.id}`,
			});
		}
		return assigned && { id: assigned.id, name: assigned.name };
	}
}
