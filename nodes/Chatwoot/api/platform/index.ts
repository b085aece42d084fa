import { inside, optional, record, text } from '../../../shared/answers';
import { Requester } from '../../../shared/request';
import type { RequestContext, RequestLimits } from '../../../shared/request';
import { Turns } from '../../../shared/turns';
import type { AccountPlace } from '../account-part';
import { RecordsApi } from '../records';
import { AccountUsers } from './account-users';
import { PLATFORM, platformService } from './service';
import type { PlatformAccount, PlatformBot, PlatformUser } from './types';

/** Shared by all executions in this process. */
const turns = new Turns();

/** Chatwoot's Platform API, one instance per execution (chatwoot.md §8). It works outside of accounts. */
export class PlatformApi implements AccountPlace {
	readonly id = 0;
	readonly path = PLATFORM;
	readonly turns: Pick<Turns, 'take'>;
	/** 4.3.0 cannot list them (chatwoot.md [855]). */
	readonly accounts = new RecordsApi<PlatformAccount>(this, { noun: 'account', path: 'accounts' });
	readonly accountUsers = new AccountUsers(this);
	readonly agentBots = new RecordsApi<PlatformBot>(this, {
		noun: 'agent bot',
		path: 'agent_bots',
		// The server has no view for it; another version may have one (chatwoot.md §8).
		pictureDeleted: optional(record),
	});
	/** Without a list. */
	readonly users = new RecordsApi<PlatformUser>(this, { noun: 'user', path: 'users' });

	constructor(readonly requester: Requester) {
		this.turns = turns.within(`${requester.baseUrl} platform`);
	}

	/** A link that logs the user in, once. */
	async loginLink(user: number): Promise<string> {
		const path = `${this.path}/users/${user}/login`;
		return await this.requester.send({ method: 'GET', path, answer: inside('url', text) });
	}
}

export async function openPlatform(
	context: RequestContext,
	limits: RequestLimits,
): Promise<PlatformApi> {
	return new PlatformApi(await Requester.open(context, platformService, limits));
}
