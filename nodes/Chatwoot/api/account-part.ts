import type { Requester } from '../../shared/request';
import type { Turns } from '../../shared/turns';

/** One account of a server, and how to send requests to it. */
export interface AccountPlace {
	readonly requester: Requester;
	readonly id: number;
	/** `/api/v1/accounts/1` */
	readonly path: string;
	/** Shared by all executions in this process. */
	readonly turns: Pick<Turns, 'take'>;
}

/** A part of the API of one account. */
export abstract class AccountPart<Place extends AccountPlace = AccountPlace> {
	constructor(protected readonly place: Place) {}

	protected get requester(): Requester {
		return this.place.requester;
	}

	/** `/api/v1/accounts/1` */
	protected get account(): string {
		return this.place.path;
	}
}
