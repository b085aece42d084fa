import type { Json } from '../state/types';

const TIMEOUT_MS = 1000;

export const findLinks = (text: string): string[] =>
	text.replace(/\n+/g, ' ').match(/https?:\/\/[^ ]+/g) ?? [];

/**
 * Previews of pages that a text links to. The recorded server requests any link (three times, with
 * different user agents (twake.md [147])); the sandbox asks only pages on 127.0.0.1, so that
 * nothing leaves.
 */
export async function preview(links: string[]): Promise<Json[]> {
	const pages = await Promise.all(links.filter(isLocal).map(describe));
	return pages.filter((page) => page !== undefined);
}

function isLocal(link: string): boolean {
	return URL.canParse(link) && new URL(link).hostname === '127.0.0.1';
}

async function describe(url: string): Promise<Json | undefined> {
	const get = async () => {
		const answer = await fetch(url, {
			// Redirects are not followed: they might lead to another machine.
			redirect: 'manual',
			signal: AbortSignal.timeout(TIMEOUT_MS),
		});
		return answer.ok ? await answer.text() : '';
	};
	try {
		const [page] = await Promise.all([get(), get(), get()]);
		const title = /<title>([^<]*)<\/title>/i.exec(page)?.[1];
		if (!title) return undefined;
		return {
			title,
			domain: new URL(url).hostname,
			description: /<meta name="description" content="([^"]*)"/i.exec(page)?.[1] ?? null,
			favicon: null,
			img: null,
			img_height: null,
			img_width: null,
			url,
		};
	} catch {
		return undefined;
	}
}
