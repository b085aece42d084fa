import type { IDataObject } from 'n8n-workflow';
import { nothing, objectWith, record } from '../../shared/answers';
import { bodyOf } from '../../shared/request';
import type { Result } from '../../shared/request';
import type { AgentBot } from './agent-bots';
import type { AccountPlace } from './account-part';
import { RecordsApi } from './records';
import { MembersApi } from './members';
import type { Inbox } from './types';

/**
 * Inboxes that the token's user is a member of; administrators see all (chatwoot.md §9). In
 * requests, the channel's fields are under `channel`; in answers, beside the others.
 */
export class InboxesApi extends RecordsApi<Inbox> {
	constructor(place: AccountPlace) {
		// The server deletes in the background, and only says so.
		const deleted = objectWith('message');
		super(place, { noun: 'inbox', path: 'inboxes', deleted, pictureDeleted: nothing });
	}

	/** The server takes working hours only when changing an inbox (chatwoot.md §9). */
	override async attemptCreate({ working_hours, ...fields }: IDataObject): Promise<Result<Inbox>> {
		const created = await super.attemptCreate(fields);
		if ('error' in created || working_hours === undefined) return created;
		const { id } = created.body;
		return this.completed(id, 'working hours', await this.attemptUpdate(id, { working_hours }));
	}

	/** The type of an inbox, such as `Channel::Api`; undefined when it cannot be determined. */
	async channelOf(id: number): Promise<string | undefined> {
		const result = await this.attemptList();
		if ('error' in result) return undefined;
		return result.body.find((inbox) => inbox.id === id)?.channel_type;
	}

	/**
	 * Whether free text is accepted only for some time after the customer's last message (chatwoot.md
	 * §5).
	 */
	async hasWindow(id: number): Promise<boolean> {
		const inbox = (await this.list()).find((each) => each.id === id);
		const isWhatsApp = inbox?.channel_type === 'Channel::Whatsapp' || inbox?.medium === 'whatsapp';
		const more = inbox?.additional_attributes as IDataObject | undefined;
		return isWhatsApp || Number(more?.agent_reply_time_window) > 0;
	}

	members(id: number): MembersApi {
		const path = `${this.account}/inbox_members`;
		return new MembersApi(this.requester, `${path}/${id}`, path, { inbox_id: id });
	}

	/** The bot that answers in the inbox, undefined when there is none. */
	async bot(id: number): Promise<AgentBot | undefined> {
		return bodyOf(await this.attemptBot(id)).agent_bot;
	}

	/** Like `bot`, for callers that can handle a failure. */
	async attemptBot(id: number): Promise<Result<{ agent_bot?: AgentBot }>> {
		const path = `${this.path}/${id}/agent_bot`;
		const answer = objectWith<{ agent_bot?: AgentBot }>();
		return await this.requester.attempt({ method: 'GET', path, answer });
	}

	/** Null removes the bot. */
	async setBot(id: number, agent_bot: number | null): Promise<void> {
		bodyOf(await this.attemptSetBot(id, agent_bot));
	}

	/** Like `setBot`, for callers that can handle a failure. */
	async attemptSetBot(id: number, agent_bot: number | null): Promise<Result<undefined>> {
		const body: IDataObject = { agent_bot };
		const path = `${this.path}/${id}/set_agent_bot`;
		return await this.requester.attempt({ method: 'POST', path, body, answer: nothing });
	}

	/** Started at once, done in the background; refused unless it is an inbox of WhatsApp. */
	async syncTemplates(id: number): Promise<void> {
		await this.requester.send({
			method: 'POST',
			path: `${this.path}/${id}/sync_templates`,
			hint: 'Only inboxes of WhatsApp have templates.',
			answer: objectWith(),
		});
	}

	/** What WhatsApp says about the phone number; refused for inboxes of other channels. */
	async health(id: number): Promise<IDataObject> {
		return await this.requester.send({
			method: 'GET',
			path: `${this.path}/${id}/health`,
			hint: 'Only inboxes of the WhatsApp Cloud API have it.',
			answer: objectWith<IDataObject>(),
		});
	}

	/** Only API inboxes have a secret: others answer with a 404 without a body (chatwoot.md §9). */
	async attemptResetSecret(id: number): Promise<Result<Inbox>> {
		return await this.requester.attempt<Inbox>({
			method: 'POST',
			path: `${this.path}/${id}/reset_secret`,
			answer: record,
		});
	}
}
