import { decode, encode } from '@jridgewell/sourcemap-codec';

interface SourceMap {
	version: number;
	sources: string[];
	mappings: string;
}

/** After these a line can end without a change in what the code means. */
const BREAKABLE = /[,;{([]/;

/**
 * Breaks code without white space into lines that each come from one line of the sources, and keeps of the
 * map only what a stack trace needs: file and line of every line. Together a third smaller than code
 * with white space and its map, small enough for the package; n8n reads the map when it shows a stack.
 */
export function inLines(code: string, json: string): { code: string; map: string } {
	const { version, sources, mappings } = JSON.parse(json) as SourceMap;
	const segments = decode(mappings);
	const lines: string[] = [];
	const origins: Array<Array<[number, number, number, number]>> = [];
	for (const [index, text] of code.split('\n').entries()) {
		let start = 0;
		let origin: [number, number, number, number] | undefined;
		const end = (at?: number): void => {
			lines.push(text.slice(start, at));
			origins.push(origin ? [origin] : []);
		};
		for (const [column, source, line] of segments[index] ?? []) {
			if (source === undefined || (source === origin?.[1] && line === origin[2])) continue;
			if (column > start && BREAKABLE.test(text[column - 1])) {
				end(column);
				[start, origin] = [column, undefined];
			}
			origin ??= [0, source, line!, 0];
		}
		end();
	}
	const map = { version, sources, names: [], mappings: encode(origins) };
	return { code: lines.join('\n'), map: JSON.stringify(map) };
}
