/** More than any server has; a longer text would fill every error that names it. */
const LONGEST = 2_000;

/**
 * A web address that requests can be sent to. Undefined for anything else, also for one with a user
 * in it: nobody would send that, and in front of an @ a host can look like another one.
 */
export function webAddress(text: string): URL | undefined {
	if (text.length > LONGEST || !/^https?:\/\/\S+$/i.test(text) || !URL.canParse(text))
		return undefined;
	const url = new URL(text);
	return url.username === '' && url.password === '' ? url : undefined;
}
