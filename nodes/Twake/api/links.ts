const LINK = /https?:\/\/[^\s<>"')\]]+/gi;

/** Addresses at which n8n waits for somebody to resume an execution. */
const RESUME = /\/(webhook|form)-waiting\//;

/**
 * What Twake's server does to links in a text: as soon as the message is posted, it requests each
 * of them for a preview, three times within a second (twake.md §5).
 */
export function linksIn(text: string): 'none' | 'some' | 'resume' {
	const links = text.match(LINK) ?? [];
	if (links.length === 0) return 'none';
	return links.some((link) => RESUME.test(link)) ? 'resume' : 'some';
}
