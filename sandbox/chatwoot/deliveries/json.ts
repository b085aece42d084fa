const ESCAPED: Record<string, string> = {
	'<': '\\u003c',
	'>': '\\u003e',
	'&': '\\u0026',
	'\u2028': '\\u2028',
	'\u2029': '\\u2029',
};

/**
 * JSON as Rails writes it: what means something in HTML or JavaScript is escaped
 * (chatwoot.md [667, 695]).
 */
export function railsJson(value: unknown): string {
	return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (sign) => ESCAPED[sign]);
}
