import fc from 'fast-check';
import { escapeLiquid } from '../../../nodes/Chatwoot/api/liquid';
import { renderedByServer } from './liquid-reference';

/** Recordings 480 and 481: what was sent to the real server, and what it then showed. */
const recorded = [
	['{{ "{{" }}contact.name}}', '{{contact.name}}'],
	['{{ "{%" }} if x %} stays', '{% if x %} stays'],
	[
		'mixed {{ "{{" }}a}} and {{ "{%" }} raw %} and `{{code}} {% x %}` end',
		'mixed {{a}} and {% raw %} and `{{code}} {% x %}` end',
	],
	['```\n{{block}} {% y %}\n```', '```\n{{block}} {% y %}\n```'],
	['`one` {{ "{{" }}b}} `two {{x}}`', '`one` {{b}} `two {{x}}`'],
	['unclosed ` {{ "{{" }}c}} tick', 'unclosed ` {{c}} tick'],
	['{{ "{{" }}{{ "{%" }}', '{{{%'],
	['}} %} alone', '}} %} alone'],
];

describe('escaping Liquid', () => {
	it.each(recorded)('sends %j so that the server shows %j', (sent, shown) => {
		expect(escapeLiquid(shown)).toBe(sent);
		expect(renderedByServer(sent)).toBe(shown);
	});

	it('leaves all to the server when it cannot read the template anyway', () => {
		const text = '`{% raw %}{% endraw %} is` how to write {{x}}';
		expect(escapeLiquid('`{% endraw %}` ends {{x}}')).toBe('`{% endraw %}` ends {{x}}');
		expect(renderedByServer(escapeLiquid(text))).toBe(text);
	});

	it('leaves ordinary text alone', () => {
		const text = 'Costs 5 {net}, 100 %, see `code` and {a: {b: 1}}';
		expect(escapeLiquid(text)).toBe(text);
	});

	it('keeps a text that names variables, which the server would drop', () => {
		const text = 'Total {{amount}} for {{ contact.nmae }}';
		expect(renderedByServer(text)).toBe('Total  for ');
		expect(renderedByServer(escapeLiquid(text))).toBe(text);
	});

	it('lets any text come out as typed', () => {
		const piece = fc.constantFrom(
			...['{', '}', '{{', '}}', '{%', '%}', '%', '`', '```', '"', ' ', '\n', '-', 'x'],
			...['raw', 'endraw', '{% raw %}', '{% endraw %}', '{{ "{{" }}', 'name | upcase', 'ü'],
		);
		// What follows a closing raw tag inside backquotes is beyond any escape.
		const hopeless = /`[^`]*\{%-?\s*endraw\b[^`]*%\}[^`]*`/;
		const text = fc
			.array(piece, { maxLength: 14 })
			.map((pieces) => pieces.join(''))
			.filter((typed) => !hopeless.test(typed));
		fc.assert(
			fc.property(text, (typed) => {
				expect(renderedByServer(escapeLiquid(typed))).toBe(typed);
			}),
			{ numRuns: 20_000 },
		);
	});
});
