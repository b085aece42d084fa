import type { Requester } from '../../shared/request';
import { ApplicationApi } from './application';
import { ChannelsApi } from './channels';
import { CompaniesApi } from './companies';
import { FilesApi } from './files';
import { KeyedThreads } from './keyed-threads';
import { MessagesApi } from './messages';
import type { Self } from './output';
import { ThreadsApi } from './threads';
import { UsersApi } from './users';

/** Twake's application API (twake.md), one instance per execution. */
export class TwakeApi {
	readonly application: ApplicationApi;
	readonly channels: ChannelsApi;
	readonly companies: CompaniesApi;
	readonly files: FilesApi;
	readonly keyedThreads: KeyedThreads;
	readonly messages: MessagesApi;
	readonly threads: ThreadsApi;
	readonly users: UsersApi;

	/** The application, and the server. */
	readonly self: Self;

	/** `applicationId`: from the credential; messages contain the same ID (twake.md §2). */
	constructor(
		readonly requester: Requester,
		applicationId: string,
	) {
		this.self = { application: applicationId, publicUrl: requester.publicUrl };
		this.application = new ApplicationApi(requester);
		this.channels = new ChannelsApi(requester);
		this.companies = new CompaniesApi(requester);
		this.files = new FilesApi(requester);
		this.threads = new ThreadsApi(requester, this.channels, applicationId);
		this.messages = new MessagesApi(requester, this.threads);
		this.keyedThreads = new KeyedThreads(applicationId, this.threads, this.messages);
		this.users = new UsersApi(requester);
	}
}
