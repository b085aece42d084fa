/**
 * SQL's LIKE: `%` any text, `_` any character, a backslash makes the next one literal
 * (chatwoot.md [149]).
 */
export function like(pattern: string, ignoreCase = true): (value: string | null) => boolean {
	let source = '';
	for (let i = 0; i < pattern.length; i++) {
		const sign = pattern[i];
		if (sign === '%') source += '.*';
		else if (sign === '_') source += '.';
		else source += escape(sign === '\\' && i + 1 < pattern.length ? pattern[++i] : sign);
	}
	const expression = new RegExp(`^${source}$`, ignoreCase ? 'is' : 's');
	return (value) => value !== null && expression.test(value);
}

function escape(sign: string) {
	return sign.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
