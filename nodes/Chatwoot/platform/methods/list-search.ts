import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { interactive } from '../../../shared/request';
import { openPlatform } from '../../api/platform';
import { pickerResults } from '../../methods/picker-results';
import { accounts } from '../actions/account/kind';
import { agentBots } from '../actions/agent-bot';
import type { PlatformKind } from '../actions/records/records';

/** The accounts of the platform app. */
export const searchAccounts = pickerOf(accounts);

/** The bots of the platform app. */
export const searchAgentBots = pickerOf(agentBots);

function pickerOf<R extends IDataObject>(kind: PlatformKind<R>) {
	return async function search(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		const records = await kind.records(await openPlatform(this, interactive)).list();
		const items = records.map(({ id, name }) => ({
			name: `${String(name)} (${String(id)})`,
			value: Number(id),
		}));
		return pickerResults(this, items, filter, {
			message: `The platform app has no ${kind.many} yet`,
			description:
				'It sees only what it has made, and what it was given in the super admin console.',
		});
	};
}
