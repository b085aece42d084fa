import type { Problem } from '../judge/cases';
import { pathOf } from '../judge/kinds';
import type { Receiver } from '../judge/receiver';
import type { TwakeCase } from './recording';

interface Preview {
	url: string;
	title: string;
	description: string | null;
}

/** The pages that the texts of a case link to, written so that the recorded previews come out. */
export function linkedPages({ exchanges = [] }: TwakeCase): Record<string, string> {
	const previews = previewsIn(exchanges.map(({ response }) => response?.body));
	return Object.fromEntries(
		previews.map(({ url, title, description }) => {
			const meta = description === null ? '' : `<meta name="description" content="${description}">`;
			return [pathOf(url), `<html><head><title>${title}</title>${meta}</head></html>`];
		}),
	);
}

/** Which links are asked for, and how often (twake.md [147]). */
export function visitProblems(file: TwakeCase, { visits }: Receiver): Problem[] {
	const expected = file.requests_received_by_the_linked_server;
	if (!expected) return [];
	const recorded = Object.values(expected).flatMap((list) => list.map(({ path }) => path));
	const [want, got] = [recorded, visits].map((paths) => [...paths].sort().join(' '));
	return want === got ? [] : [{ where: 'linked pages', path: '', recorded: want, actual: got }];
}

function previewsIn(value: unknown): Preview[] {
	if (typeof value !== 'object' || value === null) return [];
	const { links, ...rest } = value as { links?: Preview[] };
	return [...(links ?? []), ...Object.values(rest).flatMap(previewsIn)];
}
