import type { Requester } from '../../shared/request';
import { ApplicationApi } from './application';
import { ChannelsApi } from './channels';
import { ThreadsApi } from './threads';

/** Twake's application API (twake-api.md), one instance per execution. */
export class TwakeApi {
	readonly application: ApplicationApi;
	readonly channels: ChannelsApi;
	readonly threads: ThreadsApi;

	constructor(requester: Requester) {
		this.application = new ApplicationApi(requester);
		this.channels = new ChannelsApi(requester);
		this.threads = new ThreadsApi(requester);
	}
}
