import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject } from 'n8n-workflow';
import type { AgentBot } from '../../api/agent-bots';
import { isHere, secretOf, newToken, withToken } from '../address';
import { confirmedChange } from './confirmed-change';
import { isAddressOfNode, refuseSibling, locationOf } from './place';
import type { TriggerPlace } from './place';
import type { Registration } from '../registration';

/** The description of bots made by the trigger, by which it recognises them without stored data. */
const OURS = 'Made by the Chatwoot Trigger of n8n';

/** The registration, if the bot sends here and answers in the inbox. */
export async function findBotRegistration(place: TriggerPlace): Promise<Registration | undefined> {
	const bot = await findBot(place);
	if (!bot || !isHere(bot.outgoing_url, place.url)) return undefined;
	const inbox = place.param.id('inbox');
	const current = await place.api.inboxes.bot(inbox);
	if (current?.id !== bot.id || !secretOf(bot.secret, bot.outgoing_url)) return undefined;
	return registrationOf(place, bot, inbox);
}

/** Creates the bot, or makes the chosen one send here, and attaches it to the inbox. */
export async function registerBot(place: TriggerPlace): Promise<Registration> {
	const { api, param } = place;
	const inbox = param.id('inbox');
	const attached = await api.inboxes.bot(inbox);
	const found = await findBot(place);
	refuseUnfit(place, found);
	for (const bot of [attached, found]) {
		const wayOut = 'choose the source "Account Webhook"';
		refuseSibling(place, bot?.outgoing_url, `The bot ${bot?.name ?? bot?.id}`, wayOut);
	}
	const bot = found ?? (await createBot(place));
	const isAttached = attached?.id === bot.id;
	const before: IDataObject = {
		...(found &&
			!isAddressOfNode(found.outgoing_url, place) && { outgoing_url: found.outgoing_url ?? '' }),
		...(!isAttached && { inbox_bot: attached?.id ?? null }),
	};
	const ready = await sendingHere(place, bot);
	if (!isAttached) await attachToInbox(place, bot, inbox, before);
	return registrationOf(place, ready, inbox, before);
}

/** Throws when the chosen bot does not exist, or does not belong to the account. */
function refuseUnfit({ api, context, param }: TriggerPlace, found: AgentBot | undefined): void {
	const chosen = param.bot();
	if (!found && chosen !== undefined) {
		const message = `Chatwoot did not find agent bot ${chosen}`;
		throw api.requester.error({ message, status: 404 });
	}
	if (found?.account_id !== null) return;
	throw new NodeOperationError(
		context.getNode(),
		`The bot ${found.name ?? found.id} belongs to the whole installation and cannot be changed`,
		{ description: 'Choose a bot of the account, or let the trigger make one.' },
	);
}

async function createBot({ api, param, url }: TriggerPlace): Promise<AgentBot> {
	const name = param.optionalText('botName')?.trim() ?? 'n8n';
	return await api.agentBots.create({ name, description: OURS, outgoing_url: url });
}

/**
 * Gives the inbox its former bot and the bot its former address back, and deletes what was created.
 */
export async function removeBot(place: TriggerPlace): Promise<void> {
	const { api, known, url, param } = place;
	const bot = await findBot(place);
	if (!bot || !isHere(bot.outgoing_url, url)) return;
	const inbox = Number(known?.inbox ?? param.id('inbox'));
	const { inbox_bot: former, outgoing_url } = known?.before ?? {};
	const inboxThere = await api.inboxes.attemptGet(inbox);
	if ('error' in inboxThere) {
		if (inboxThere.problem.status !== 404) throw inboxThere.error;
	} else if ((await api.inboxes.bot(inbox))?.id === bot.id && former !== undefined) {
		await api.inboxes.setBot(inbox, await existingBot(place, former));
	}
	if (known?.made ?? isOurs(bot, place)) {
		const gone = await api.agentBots.attemptDelete(bot.id);
		if ('error' in gone && gone.problem.status !== 404) throw gone.error;
	} else if (outgoing_url !== undefined) {
		await api.agentBots.update(bot.id, { outgoing_url });
	}
}

/** A bot that was deleted meanwhile cannot be restored. */
async function existingBot({ api }: TriggerPlace, id: unknown): Promise<number | null> {
	const bots = await api.agentBots.list();
	return bots.find((bot) => bot.id === id)?.id ?? null;
}

/** The bot in use, else the chosen one; without a choice, the one that already sends here. */
async function findBot({ api, known, param, url }: TriggerPlace): Promise<AgentBot | undefined> {
	const bots = await api.agentBots.list();
	const chosen = known?.id ?? param.bot();
	if (chosen !== undefined) return bots.find(({ id }) => id === chosen);
	return bots.find(({ outgoing_url }) => isHere(outgoing_url, url));
}

/** Attaches the bot to the inbox; if that fails, the bot gets its former address back. */
async function attachToInbox(
	{ api }: TriggerPlace,
	{ id }: AgentBot,
	inbox: number,
	{ outgoing_url }: IDataObject,
): Promise<void> {
	const result = await api.inboxes.attemptSetBot(inbox, id);
	const look = async () => await api.inboxes.bot(inbox);
	const attached = confirmedChange(result, look, (found) => found?.id === id);
	await attached.catch(async (error: Error) => {
		if (outgoing_url !== undefined) await api.agentBots.attemptUpdate(id, { outgoing_url });
		throw error;
	});
}

async function sendingHere({ api, url }: TriggerPlace, bot: AgentBot): Promise<AgentBot> {
	if (isHere(bot.outgoing_url, url) && secretOf(bot.secret, bot.outgoing_url)) return bot;
	const outgoing_url = bot.secret ? url : withToken(url, newToken());
	return await confirmedChange(
		await api.agentBots.attemptUpdate(bot.id, { outgoing_url }),
		async () => await api.agentBots.get(bot.id),
		(found) => found.outgoing_url === outgoing_url,
	);
}

/** Recognised without stored data too, by its description. */
function isOurs({ description }: AgentBot, { param }: TriggerPlace): boolean {
	return description === OURS && param.bot() === undefined;
}

function registrationOf(
	place: TriggerPlace,
	bot: AgentBot,
	inbox: number,
	before?: IDataObject,
): Registration {
	const { known } = place;
	const same = known?.id === bot.id ? known : undefined;
	return {
		source: 'bot',
		...locationOf(place),
		id: bot.id,
		bot: bot.id,
		inbox,
		made: same?.made ?? isOurs(bot, place),
		// What a later repair finds was written by us, so the first state found is kept.
		before: { ...before, ...same?.before },
		...secretOf(bot.secret, bot.outgoing_url),
	};
}
