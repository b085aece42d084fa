type Column<T> = keyof T & string;

/**
 * Rows by id, in the order of their ids. Those with a certain value in one of the `indexed` columns
 * are found without going through all; the index follows wherever such a column is written.
 */
export class Table<T extends { id: number }> {
	private readonly rows = new Map<number, T>();
	private readonly indexes = new Map<Column<T>, Map<unknown, T[]>>();
	private last = 0;

	constructor(...indexed: Column<T>[]) {
		for (const column of indexed) this.indexes.set(column, new Map());
	}

	/** Adds a row under its own id or the next one. Ids are never reused. */
	insert(row: Omit<T, 'id'> & { id?: number }): T {
		const id = row.id ?? this.last + 1;
		this.last = Math.max(this.last, id);
		const stored = { ...row, id } as T;
		this.rows.set(id, stored);
		for (const column of this.indexes.keys()) {
			this.enter(stored, column);
			this.follow(stored, column);
		}
		return stored;
	}

	get(id: number | undefined | null): T | undefined {
		return id === undefined || id === null ? undefined : this.rows.get(id);
	}

	/** The rows with this value in an indexed column, oldest first; letter case does not count. */
	by<C extends Column<T>>(column: C, value: T[C]): readonly T[] {
		return this.indexes.get(column)!.get(folded(value)) ?? [];
	}

	isIndexed(column: string): column is Column<T> {
		return this.indexes.has(column as Column<T>);
	}

	/** Moves a row of the table in the index when something else is written in its column. */
	private follow(row: T, column: Column<T>): void {
		let value = row[column];
		Object.defineProperty(row, column, {
			enumerable: true,
			get: () => value,
			set: (written: typeof value) => {
				const isHere = this.rows.get(row.id) === row;
				if (isHere) this.leave(row, column);
				value = written;
				if (isHere) this.enter(row, column);
			},
		});
	}

	private enter(row: T, column: Column<T>): void {
		const rows = this.indexed(column, row);
		rows.splice(rows.findLastIndex(({ id }) => id < row.id) + 1, 0, row);
	}

	private leave(row: T, column: Column<T>): void {
		const rows = this.indexed(column, row);
		rows.splice(rows.indexOf(row), 1);
	}

	/** The rows that have the same in a column as this one. */
	private indexed(column: Column<T>, row: T): T[] {
		const index = this.indexes.get(column)!;
		const value = folded(row[column]);
		const rows = index.get(value) ?? [];
		index.set(value, rows);
		return rows;
	}

	remove(id: number): void {
		const row = this.rows.get(id);
		if (row === undefined) return;
		this.rows.delete(id);
		for (const column of this.indexes.keys()) this.leave(row, column);
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

function folded(value: unknown): unknown {
	return typeof value === 'string' ? value.toLowerCase() : value;
}
