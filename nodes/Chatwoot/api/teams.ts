import type { AccountPlace } from './account-part';
import { RecordsApi } from './records';
import { MembersApi } from './members';
import type { Team } from './types';

/** Teams of an account (chatwoot.md §9); writing needs an administrator. */
export class TeamsApi extends RecordsApi<Team> {
	constructor(place: AccountPlace) {
		super(place, {
			noun: 'team',
			path: 'teams',
			bodyKey: 'team',
			hint: 'Most often another team has this name already: Chatwoot turns names into lower case.',
		});
	}

	members(id: number): MembersApi {
		return new MembersApi(this.requester, `${this.path}/${id}/team_members`);
	}
}
