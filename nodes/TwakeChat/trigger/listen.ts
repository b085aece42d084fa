import { createHash } from 'crypto';
import type {
	IBinaryKeyData,
	IDataObject,
	IRun,
	ITriggerFunctions,
	ITriggerResponse,
} from 'n8n-workflow';
import { fileNameFrom, mimeTypeIn } from '../../shared/file-headers';
import { TwakeChatApi } from '../api';
import { parseMedia } from '../api/ids';
import { fileOf } from '../api/output';
import { secrets } from '../api/service';
import { settledOrAborted } from '../../shared/pool';
import { withoutSecrets } from '../../shared/secrets';
import { quote } from '../../shared/text';
import type { Round } from '../api/sync';
import { SyncApi } from '../api/sync';
import type { MatrixEvent } from '../api/types';
import { isShown, kindOf, subjectOf } from './events';
import type { ChatEvent } from './events';
import { isWanted } from './filter';
import type { Filter } from './filter';
import { HeardRooms } from './heard-rooms';
import { Memory } from './memory';
import { eventOutput, invitationOutput, ownMembership } from './output';
import { TriggerParameters } from './parameters';
import { patiently } from './patience';
import type { Asker } from './patience';
import { LONGEST_WAIT_MS, Poll, requesterOf } from './poll';

/** Listens for a workflow: continues where it was before a restart of n8n; a test starts now. */
export async function listen(context: ITriggerFunctions): Promise<ITriggerResponse> {
	const ending = new AbortController();
	const chat = new TwakeChatApi(await requesterOf(context, ending.signal));
	const param = new TriggerParameters(context);
	const filter = param.filter();
	const rooms = await HeardRooms.of(await param.rooms(chat.rooms), chat.rooms);
	const me = await chat.account.me();
	const account = `${chat.requester.baseUrl} ${me}`;
	const memory = new Memory(context, account);
	const isTest = context.getMode() === 'manual';
	const stored = isTest ? undefined : memory.since;
	const since = stored ?? (await new SyncApi(chat.requester).now());
	memory.begin(since);
	const settings = {
		isSimple: param.boolean('simplify'),
		joins: param.boolean('options.joinsInvited'),
		downloads: param.boolean('options.downloadFiles'),
		isOneAtATime: param.boolean('options.oneAtATime'),
		end: ending.signal,
		// What is being received comes again when the trigger has a new token.
		fail: (error: Error) => {
			if (ending.signal.aborted) return;
			ending.abort();
			context.emitError(error);
		},
	};
	const patient = new TwakeChatApi(chat.requester.waiting(LONGEST_WAIT_MS));
	const receiver = new EventReceiver(context, patient, { filter, rooms, me, memory, ...settings });
	const listener = {
		context,
		receive: async (round: Round) => await receiver.receive(round),
		fail: settings.fail,
	};
	let stop = async () => {};
	const start = async () => {
		stop = Poll.listen(listener, { account, me, since });
		await Promise.resolve();
	};
	if (!isTest) {
		await start();
		if (settings.joins) void receiver.acceptInvitations();
	}
	return {
		closeFunction: async () => {
			const told = stop();
			ending.abort();
			// A workflow that is published anew begins after this; it must have the last word.
			await told;
		},
		...(isTest && { manualTriggerFunction: start }),
	};
}

interface Settings {
	filter: Filter;
	rooms: HeardRooms;
	me: string;
	memory: Memory;
	isSimple: boolean;
	joins: boolean;
	downloads: boolean;
	isOneAtATime: boolean;
	/** Aborted when the trigger ends. */
	end: AbortSignal;
	/** Ends the trigger, and tells n8n why. */
	fail(error: Error): void;
}

/** What one trigger does with the events. */
class EventReceiver {
	private readonly handedOver = new Set<string>();
	private readonly asker: Asker;
	/** The server of a room may be away for good, and what comes after the invitation waits. */
	private readonly joiner: Asker;
	private hasWarned = false;

	constructor(
		private readonly context: ITriggerFunctions,
		private readonly chat: TwakeChatApi,
		private readonly settings: Settings,
	) {
		const { end, fail } = settings;
		this.asker = { logger: context.logger, end, fail };
		this.joiner = { ...this.asker, mostTries: 5 };
	}

	async receive(round: Round): Promise<void> {
		const { memory, end } = this.settings;
		const isOver = () => end.aborted;
		if (isOver()) return;
		memory.begin(round.since);
		for (const { room, events } of round.rooms) {
			for (const event of events) await this.attempt(this.receiveEvent(room, event));
		}
		for (const { room, events } of round.invitations) {
			await this.attempt(this.receiveInvitation(room, events, round.since));
		}
		// When the trigger has ended meanwhile, what is left comes again with the next one.
		if (!isOver()) memory.begin(round.next);
	}

	/** A failure with one event must not take the others of its round along. */
	private async attempt(work: Promise<void>): Promise<void> {
		await work.catch((error: Error) => {
			this.context.logger.error(`Twake Chat Trigger: ${error.message}`);
		});
	}

	private async receiveEvent(room: string, event: MatrixEvent): Promise<void> {
		const { filter, rooms, me, isSimple, downloads } = this.settings;
		if (event.type === 'm.room.encrypted') this.warnOfEncryption(room);
		if (event.type === 'm.room.tombstone') await this.warnOfUpgrade(room, event);
		rooms.notice(event);
		const kind = kindOf(event);
		if (kind === undefined || !isWanted(event, kind, { filter, me })) return;
		if (!(await rooms.has(room, this.asker)) || !(await this.isShown(room, event, kind))) return;
		const json = isSimple
			? eventOutput(event, kind, room)
			: { event: kind, ...event, room_id: room };
		const file = downloads ? fileOf(event.content) : undefined;
		const binary = file && (await this.download(String(file.id), json));
		await this.handOver(event.event_id, json, binary);
	}

	/** Those from before the trigger began. */
	async acceptInvitations(): Promise<void> {
		const { requester } = this.chat;
		const ask = async () => await new SyncApi(requester).invitations();
		for (const room of (await patiently(ask, this.asker)) ?? []) await this.join(room);
	}

	private async join(room: string): Promise<void> {
		await patiently(async () => await this.chat.rooms.join(room), this.joiner);
	}

	private async isShown(room: string, event: MatrixEvent, kind: ChatEvent): Promise<boolean> {
		if (kind !== 'messageEdited' && kind !== 'messageDeleted') return true;
		const message = subjectOf(event) ?? '';
		const ask = async () => await this.chat.messages.get({ room, message });
		return isShown(event, await patiently(ask, this.asker));
	}

	private async receiveInvitation(
		room: string,
		events: MatrixEvent[],
		since: string,
	): Promise<void> {
		const { filter, rooms, me, joins, isSimple } = this.settings;
		const own = ownMembership(events, me);
		const { users } = filter;
		const isMine =
			filter.events.includes('invited') &&
			(users.length === 0 || users.includes(own?.sender ?? '')) &&
			(await rooms.has(room, this.asker));
		if (joins) await this.join(room);
		if (!isMine) return;
		const json = isSimple
			? invitationOutput(room, events, me)
			: { event: 'invited', room_id: room, events };
		// Some servers give it no ID; the account may be invited to a room again.
		await this.handOver(own?.event_id ?? `invitation ${room} ${since}`, json);
	}

	/** One execution per event; n8n starts none for a key that it already knows. */
	private async handOver(id: string, json: IDataObject, binary?: IBinaryKeyData): Promise<void> {
		const { memory, isOneAtATime, end } = this.settings;
		if (end.aborted || this.handedOver.has(id) || !memory.isNew(id)) return;
		this.handedOver.add(id);
		if (this.handedOver.size > MOST_KNOWN) this.handedOver.delete([...this.handedOver][0]);
		const item = { json: withoutSecrets(json, secrets), ...(binary && { binary }) };
		const done = isOneAtATime ? this.context.helpers.createDeferredPromise<IRun>() : undefined;
		this.context.emit([[item]], undefined, done, this.keyOf(id));
		memory.note(id);
		// How the run ended is n8n's business.
		if (done) await settledOrAborted(done.promise.then(nothing, nothing), end);
	}

	private keyOf(id: string): string {
		const key = `mx:${this.context.getWorkflow().id}:${this.context.getNode().id}:${id}`;
		const hash = () => createHash('sha256').update(key).digest('base64url');
		return key.length <= LONGEST_KEY ? key : `mx:${hash()}`;
	}

	/** A file that cannot be downloaded must not hold back the message. */
	private async download(id: string, json: IDataObject): Promise<IBinaryKeyData | undefined> {
		if (!parseMedia(id)) {
			json.file_error = `${quote(id)} is no file of a homeserver`;
			return undefined;
		}
		try {
			const { stream, headers } = await this.chat.media.download(id);
			const [name, type] = [fileNameFrom(headers, id), mimeTypeIn(headers)];
			return { data: await this.context.helpers.prepareBinaryData(stream, name, type) };
		} catch (error) {
			json.file_error = (error as Error).message;
			return undefined;
		}
	}

	/** The account hears the new room only when it is in it, and a chosen room is the old one. */
	private async warnOfUpgrade(room: string, { content }: MatrixEvent): Promise<void> {
		if (!(await this.settings.rooms.has(room, this.asker))) return;
		this.context.logger.warn(
			`Twake Chat Trigger: ${room} has been replaced by ${quote(content.replacement_room)}: let the account join it; if you have chosen rooms, choose that one, and publish the workflow again`,
		);
	}

	private warnOfEncryption(room: string): void {
		if (this.hasWarned) return;
		this.hasWarned = true;
		this.context.logger.warn(
			`Twake Chat Trigger: messages in ${room} are encrypted and cannot be read`,
		);
	}
}

const nothing = (): void => {};

/**
 * How many events to remember that may arrive twice while a trigger catches up with the others of
 * its account.
 */
const MOST_KNOWN = 5_000;

/** The longest key of an execution that n8n can store. */
const LONGEST_KEY = 255;
