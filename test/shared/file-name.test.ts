import fc from 'fast-check';
import { fileNameFrom, mimeTypeIn } from '../../nodes/shared/file-headers';
import { fileName } from '../../nodes/shared/file-name';
import '../property-seed';

const disposition = (text: string) => ({ 'content-disposition': text });

describe('the name of a file from outside', () => {
	it.each([
		['report.pdf', 'report.pdf'],
		['Übersicht 日本 👩‍👩‍👧.pdf', 'Übersicht 日本 👩‍👩‍👧.pdf'],
		['a "b".png', 'a "b".png'],
		['.htaccess', '.htaccess'],
		['100%.txt', '100%.txt'],
		['../../etc/passwd', 'passwd'],
		['C:\\Windows\\win.ini', 'win.ini'],
		['..%2F..%2Fetc%2Fpasswd', 'passwd'],
		['..%252f..%255cpasswd', 'passwd'],
		['a\r\nX-Evil: 1\r\n\r\n.png', 'aX-Evil: 1.png'],
		['a.png\0.exe', 'a.png.exe'],
		['invoice\u202Efdp.exe', 'invoicefdp.exe'],
		['\u2066a\u2069\uFEFF.txt', 'a.txt'],
		['half \uD800 of a pair.txt', 'half  of a pair.txt'],
		['  a.txt \n', 'a.txt'],
	])('%j becomes %j', (given, name) => {
		expect(fileName(given)).toBe(name);
	});

	it.each(['', '.', '..', '...', ' . ', '/', 'a/', 'a/..', '..%2f', '\0', '.\u202E.'])(
		'%j is none',
		(given) => {
			expect(fileName(given)).toBeUndefined();
		},
	);

	it('is as long as file systems take, and keeps its extension', () => {
		expect(fileName(`${'x'.repeat(1000)}.tar.gz`)).toBe(`${'x'.repeat(252)}.gz`);
		expect(fileName(`${'ü'.repeat(1000)}.pdf`)).toBe(`${'ü'.repeat(125)}.pdf`);
		expect(fileName(`a.${'x'.repeat(1000)}`)).toHaveLength(255);
	});

	it('leads nowhere, shows all of itself and fits, whatever was given', () => {
		const pieces = fc.constantFrom(
			...['/', '\\', '.', '..', '%2f', '%5C', '%25', '%00', ' ', '\0', '\r\n', '\u202E', '\u2028'],
			...['\uD83D', '\uDE00', 'ü', '.pdf', 'x'.repeat(200), '日'.repeat(60)],
		);
		const text = fc.string({ unit: fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 3 })) });
		fc.assert(
			fc.property(text, (given) => {
				const name = fileName(given);
				if (name === undefined) return;
				expect(name).not.toMatch(/[/\\\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029]|^[. ]*$|%2f|%5c/iu);
				expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
				expect(fileName(name)).toBe(name);
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('the name in an answer', () => {
	it.each([
		['attachment; filename="x.pdf"; filename*=UTF-8\'\'%C3%9C.pdf', 'Ü.pdf'],
		["attachment; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd", 'passwd'],
		["attachment; filename*=UTF-8''..%252F..%252Fetc%252Fpasswd", 'passwd'],
		["attachment; filename*=UTF-8''%E2%80%AEfdp.exe", 'fdp.exe'],
		["attachment; filename*=UTF-8''%FF%2F..", 'end.csv'],
		['attachment; filename="a\\"b.pdf"', 'a"b.pdf'],
		['attachment; filename=".."', 'end.csv'],
		['inline', 'end.csv'],
	])('%s is %s', (header, name) => {
		expect(fileNameFrom(disposition(header), '/files/end.csv')).toBe(name);
	});

	it.each([
		['/files/..%2F..%2Fetc%2Fpasswd', 'passwd'],
		['/files/%E2%80%AEfdp.exe', 'fdp.exe'],
		['/files/%2e%2e', 'file'],
		['/files/', 'file'],
		['', 'file'],
	])('comes from the address %j as %s when it gives none', (path, name) => {
		expect(fileNameFrom({}, path)).toBe(name);
	});
});

it.each([
	['text/csv; charset=utf-8', 'text/csv'],
	['image/svg+xml', 'image/svg+xml'],
	['', 'application/octet-stream'],
	['nonsense', 'application/octet-stream'],
	['text/html\r\nX-Evil: 1', 'application/octet-stream'],
])('the type %j is taken as %s', (given, type) => {
	expect(mimeTypeIn({ 'content-type': given })).toBe(type);
});
