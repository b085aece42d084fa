/** Asks once per execution for each key, whoever wants to know; after a failure the next one asks again. */
export class Once<T> {
	private readonly known = new Map<string, Promise<T>>();

	async of(key: string, ask: () => Promise<T>): Promise<T> {
		const known = this.known.get(key) ?? ask();
		this.known.set(key, known);
		known.catch(() => this.known.delete(key));
		return await known;
	}
}
