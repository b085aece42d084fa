import { listOf, nothing, objectWith } from '../../../shared/answers';
import type { Answer } from '../../../shared/answers';
import type { AccountPlace } from '../account-part';
import type { AccountUser } from './types';

const membership: Answer<AccountUser> = objectWith('account_id', 'user_id', 'role');

/** Who belongs to an account, and as what (chatwoot.md §8). */
export class AccountUsers {
	constructor(private readonly place: AccountPlace) {}

	async list(account: number): Promise<AccountUser[]> {
		const path = this.path(account);
		return await this.place.requester.send({ method: 'GET', path, answer: listOf(membership) });
	}

	/** A member gets the role; doing it again changes nothing (chatwoot.md [853]). */
	async add(account: number, user_id: number, role: string): Promise<AccountUser> {
		return await this.place.requester.send({
			method: 'POST',
			path: this.path(account),
			body: { user_id, role },
			isRepeatable: true,
			hint: 'The user may not exist.',
			answer: membership,
		});
	}

	/** The answer is the same for somebody who is no member. */
	async remove(account: number, user_id: number): Promise<void> {
		const path = this.path(account);
		const body = { user_id };
		await this.place.requester.send({ method: 'DELETE', path, body, answer: nothing });
	}

	private path(account: number): string {
		return `${this.place.path}/accounts/${account}/account_users`;
	}
}
