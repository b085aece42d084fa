import type { Requester } from '../../shared/request';
import { AccountApi } from './account';
import { DirectRooms } from './direct-rooms';
import { Encryption } from './encryption';
import { KeyedThreads } from './keyed-threads';
import { MediaApi } from './media';
import { MessagesApi } from './messages';
import { RoomsApi } from './rooms';
import { UsersApi } from './users';

/** The Matrix Client-Server API (matrix.md), one instance per execution. */
export class TwakeChatApi {
	readonly account: AccountApi;
	readonly direct: DirectRooms;
	readonly encryption: Encryption;
	readonly keyedThreads: KeyedThreads;
	readonly media: MediaApi;
	readonly messages: MessagesApi;
	readonly rooms: RoomsApi;
	readonly users: UsersApi;

	constructor(readonly requester: Requester) {
		this.account = new AccountApi(requester);
		this.media = new MediaApi(requester);
		this.messages = new MessagesApi(requester);
		this.rooms = new RoomsApi(requester);
		this.users = new UsersApi(requester);
		this.encryption = new Encryption(this.rooms);
		this.direct = new DirectRooms(requester, this.account, this.rooms, this.encryption);
		this.keyedThreads = new KeyedThreads(requester, this.account, this.messages);
	}
}
