import { partOfPhone } from '../../nodes/Chatwoot/api/phones';
import { escapeMarkdown } from '../../nodes/Twake/api/markdown';
import { htmlOf } from '../../nodes/TwakeChat/api/markdown';
import { parseDay } from '../../nodes/shared/dates';
import { beforeService } from '../../nodes/shared/foreign-answers';
import { isSpecial } from '../../nodes/shared/special-addresses';

/**
 * Whoever writes to a workflow chooses its texts: a pattern whose time grows with the square of their
 * length stops n8n for hours. Here, such a pattern would not finish within a test.
 */
const long = (unit: string) => unit.repeat(1_000_000);

describe('a megabyte of', () => {
	it.each(['T', ' ', '2030-01-01T'])('%j is no day', (unit) => {
		expect(parseDay(`x${long(unit)}x`, 'Europe/Berlin')).toBeUndefined();
	});

	it.each(['<title', '<title>', '<', ' <'])('%j is a page', (unit) => {
		const { description } = beforeService('Tiny', { status: 502, headers: {}, body: long(unit) });
		expect(description).toContain('(It sent a web page.)');
	});

	it('lines has its markup escaped', () => {
		expect(escapeMarkdown(`${long('\n')}# Title`)).toBe(`${long('\n')}\\# Title`);
		expect(escapeMarkdown(`${long(' ')}1. one`)).toBe(`${long(' ')}1\\. one`);
		expect(escapeMarkdown(long('\u2028'))).toBe(long('\u2028'));
	});

	it.each([
		'https://',
		'https://x.test/a_b ',
		'https://x.test/)',
		'(https://x.test/',
		'http://x.test_',
	])('%j is escaped', (unit) => {
		const rest = escapeMarkdown(`${long(unit).slice(0, 1_000_000)}*`).replace(/\\[^]/g, 'x');
		expect(rest.includes('*') || rest.includes('_')).toBe(false);
	});

	it('brackets behind an address is no part of it', () => {
		expect(escapeMarkdown(`see https://x.test/${long(')')}`)).toBe(
			`see https://x.test/${long(')')}`,
		);
	});

	it('backquotes is no code', () => {
		expect(htmlOf(`x${long('`')}x`)).toBe(`<p>x${long('`')}x</p>`);
	});

	it('marks of a quotation quotes as deep as clients show', () => {
		const html = htmlOf(`${'>'.repeat(60_000)} x`);
		expect(html.match(/<blockquote>/g)).toHaveLength(100);
	});

	it('dots are judged, too', () => {
		expect(isSpecial(`${long('.')}x`)).toBe(false);
	});

	it('blanks is no phone number', () => {
		expect(partOfPhone(`x${long(' ')}`)).toBeUndefined();
		expect(partOfPhone(`-${long(' ')}x`)).toBeUndefined();
		expect(partOfPhone(`${long(' ')}1`)).toBe('1');
	});
});
