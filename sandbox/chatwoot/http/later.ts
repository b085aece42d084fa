/**
 * What was checked is written a moment later, as by a transaction: between the two, others are
 * checked who do not see it yet (chatwoot.md §16).
 */
export class Later {
	constructor(readonly write: () => unknown) {}
}
