import * as cast from '../http/cast';
import type { Param } from '../http/params';

/**
 * A page number: text, 0 and negative ones count as 1, "1.5" and "1abc" as 1 (chatwoot.md [143]).
 */
export function pageOf(value: Param | undefined): number {
	const page = cast.int(cast.scalar(value)) ?? 1;
	return page > 0 && page < 2 ** 31 ? page : page > 0 ? Number.MAX_SAFE_INTEGER : 1;
}

export function slice<T>(rows: T[], page: number, size: number): T[] {
	const start = (page - 1) * size;
	return start > rows.length ? [] : rows.slice(start, start + size);
}
