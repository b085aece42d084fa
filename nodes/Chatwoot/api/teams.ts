import type { IDataObject } from 'n8n-workflow';
import { RecordsApi } from './records';
import { MembersApi } from './members';
import type { Team } from './types';

/** Teams of an account (chatwoot.md §9); writing needs an administrator. */
export class TeamsApi extends RecordsApi<Team> {
	protected readonly noun = 'team';
	protected readonly hint =
		'Most often another team has this name already: Chatwoot turns names into lower case.';

	members(id: number): MembersApi {
		return new MembersApi(this.requester, `${this.path}/${id}/team_members`);
	}

	protected bodyOf(team: IDataObject): IDataObject {
		return { team };
	}
}
