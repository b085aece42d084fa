/** Milliseconds of a day. */
export const DAY_MS = 24 * 60 * 60 * 1000;

const ISO = /^([+-]?\d{4,})-(\d\d)-(\d\d)(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$/i;
const BASIC = /^(\d{4})(\d\d)(\d\d)$/;

/**
 * The start of the day of an ISO date or date-time in milliseconds, undefined for anything else
 * (chatwoot.md [157]). Ruby's and PostgreSQL's years go beyond 9999.
 */
export function dayOf(text: string): number | undefined {
	const parts = ISO.exec(text.trim()) ?? BASIC.exec(text.trim());
	if (!parts) return undefined;
	const [year, month, day] = parts.slice(1, 4).map(Number);
	const date = new Date(0);
	date.setUTCFullYear(year, month - 1, day);
	const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
	return isReal ? date.getTime() : undefined;
}
