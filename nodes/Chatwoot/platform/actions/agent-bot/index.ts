import { agentBots as botsOfAccounts } from '../../../actions/agent-bot';
import { field } from '../../../actions/kinds/fields';
import { locatorOf } from '../../../actions/kinds/kind';
import type { PlatformBot } from '../../../api/platform/types';
import { accounts } from '../account/kind';
import type { Resource } from '../operation/operation';
import {
	createRecord,
	deleteAvatar,
	deleteRecord,
	getManyRecords,
	getRecord,
	updateRecord,
} from '../records/records';
import type { PlatformKind } from '../records/records';
import { getToken } from '../records/token';

export const agentBots: PlatformKind<PlatformBot> = {
	...botsOfAccounts,
	simplified: undefined,
	records: (api) => api.agentBots,
	fields: [
		...botsOfAccounts.fields,
		field(
			'account_id',
			locatorOf(accounts, 'The account that owns the bot. When empty, all accounts may use it.'),
			(param, path) => param.optionalId(path, 'account'),
		),
	],
};

export const agentBot: Resource = {
	name: 'Agent Bot',
	value: 'agentBot',
	description: 'Programs that answer in inboxes, of one account or of all',
	usual: 'create',
	operations: [
		createRecord(
			agentBots,
			'Create a bot for one account or for all; the token is put out by Get Access Token',
		),
		deleteRecord(agentBots, 'Delete a bot'),
		deleteAvatar(agentBots),
		getRecord(agentBots, 'Get one bot, without its access token'),
		getManyRecords(agentBots, 'Get the bots that the platform app has made'),
		getToken(agentBots),
		updateRecord(agentBots, 'Change a bot'),
	],
};
