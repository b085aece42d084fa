/** Unix seconds as ISO 8601; 0 and missing values mean never (chatwoot.md §13). */
export function isoTime(seconds: unknown): string | null {
	const number = Number(seconds ?? 0);
	return number > 0 ? new Date(number * 1000).toISOString() : null;
}
