/** Rows by id, in the order of their ids. With a key, also by a column that never changes. */
export class Table<T extends { id: number }> {
	private readonly rows = new Map<number, T>();
	private readonly index = new Map<number, T[]>();
	private readonly key: ((row: T) => number) | undefined;
	private last = 0;

	constructor(key?: (row: T) => number) {
		this.key = key;
	}

	/** Adds a row under its own id or the next one. Ids are never reused. */
	insert(row: Omit<T, 'id'> & { id?: number }): T {
		const id = row.id ?? this.last + 1;
		this.last = Math.max(this.last, id);
		const stored = { ...row, id } as T;
		this.rows.set(id, stored);
		if (this.key) this.bucket(this.key(stored)).push(stored);
		return stored;
	}

	get(id: number | undefined | null): T | undefined {
		return id === undefined || id === null ? undefined : this.rows.get(id);
	}

	/** The rows with this key, oldest first. */
	by(key: number): readonly T[] {
		return this.index.get(key) ?? [];
	}

	private bucket(key: number): T[] {
		const bucket = this.index.get(key) ?? [];
		this.index.set(key, bucket);
		return bucket;
	}

	remove(id: number): void {
		const row = this.rows.get(id);
		if (row === undefined) return;
		this.rows.delete(id);
		if (!this.key) return;
		const bucket = this.bucket(this.key(row));
		bucket.splice(bucket.indexOf(row), 1);
	}

	removeWhere(test: (row: T) => boolean): void {
		for (const row of this.where(test)) this.remove(row.id);
	}

	find(test: (row: T) => boolean): T | undefined {
		for (const row of this.rows.values()) if (test(row)) return row;
		return undefined;
	}

	where(test: (row: T) => boolean): T[] {
		return [...this.rows.values()].filter(test);
	}

	all(): T[] {
		return [...this.rows.values()];
	}
}
