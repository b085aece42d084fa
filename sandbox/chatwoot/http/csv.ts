import { Reply } from './reply';

/** A table as a file download. */
export function csv(name: string, lines: (string | number)[][]): Reply {
	const cell = (value: string | number) =>
		/[",\n]/.test(String(value)) ? `"${String(value).replace(/"/g, '""')}"` : String(value);
	const text = lines.map((line) => `${line.map(cell).join(',')}\n`).join('');
	return new Reply(200, text, 'text/csv', {
		'content-disposition': `attachment; filename=${name}.csv`,
	});
}
