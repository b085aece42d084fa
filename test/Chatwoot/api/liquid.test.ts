import fc from 'fast-check';
import { escapeAllLiquid, escapeLiquid } from '../../../nodes/Chatwoot/api/liquid';
import { renderLiquid, renderTemplateParameters } from '../../../sandbox/chatwoot/liquid';

/** What templates can name, and nobody's words may reveal. */
const drops = { agent: { email: 'SECRET' }, contact: { name: 'SECRET' } };
const shown = (sent: string) => renderLiquid(sent, drops);
const shownAsParameter = (sent: string) => renderTemplateParameters({ body: [sent] }, drops);

/** Recordings 480 and 481: what was sent to the real server, and what it then showed. */
const recorded = [
	['{{ "{{" }}contact.name}}', '{{contact.name}}'],
	['{{ "{%" }} if x %} stays', '{% if x %} stays'],
	['{{ "{{" }}{{ "{%" }}', '{{{%'],
	['}} %} alone', '}} %} alone'],
	['`one` {{ "{{" }}b}} `two {{x}}`', '`one` {{b}} `two {{x}}`'],
];

const attacks = [
	'`{%- endraw -%}`{{ contact.name }} {{ agent.email }}',
	'`{% endraw %}{% raw %}` {{ agent.email }}',
	'`{%-endraw-%}` {{ agent.email }}',
	'`{%- endraw %}` {{ agent.email }}',
	'`{% endraw %}` {{ agent.email }} `{% raw %}`',
	'{% raw %}`{% endraw %}{{ agent.email }}`',
	'`{% for i in (1..100000000) %}`x`{% endfor %}`',
	'`{{ agent.email`}}',
	'{`{{ agent.email }}`',
	'{{ "%60" | url_decode }}',
	'"}}{{ agent.email }}{{ "',
	'{%- comment -%} {{agent.email}} {% endcomment %}',
];

describe('escaping Liquid', () => {
	it.each(recorded)('%j is shown as %j', (sent, typed) => {
		expect(shown(sent)).toBe(typed);
		expect(shown(escapeLiquid(typed))).toBe(typed);
	});

	it.each(attacks)('lets nothing break out: %s', (typed) => {
		expect(shown(escapeLiquid(typed))).toBe(typed);
		expect(shownAsParameter(escapeLiquid(typed))).toEqual({ body: [typed] });
	});

	it('leaves ordinary text alone', () => {
		const text = 'Costs 5 {net}, 100 %, see `code` and {a: {b: 1}}';
		expect(escapeLiquid(text)).toBe(text);
	});

	it('keeps a text that names variables, which the server would drop', () => {
		const text = 'Total {{amount}} for {{ contact.nmae }}';
		expect(shown(text)).toBe('Total  for ');
		expect(shown(escapeLiquid(text))).toBe(text);
	});

	it('lets any text come out as typed, in messages and in the parameters of templates', () => {
		const piece = fc.constantFrom(
			...['{', '}', '{{', '}}', '{%', '%}', '%', '`', '```', '"', "'", '|', ' ', '\n', '-', 'x'],
			...['raw', 'endraw', '{% raw %}', '{% endraw %}', '{%- endraw -%}', '{% endraw %}{% raw %}'],
			...['{{ "{{" }}', '{{agent.email}}', 'contact.name', 'url_decode', '{% if x %}', 'ü', '#'],
		);
		const text = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));
		fc.assert(
			fc.property(text, (typed) => {
				expect(shown(escapeLiquid(typed))).toBe(typed);
				expect(shownAsParameter(escapeLiquid(typed))).toEqual({ body: [typed] });
			}),
			{ numRuns: 20_000 },
		);
	});

	it('reaches every text of an object', () => {
		const values = { body: { 1: '{{a}}', 2: 3 }, buttons: [{ parameter: '{%b%}' }, null] };
		expect(escapeAllLiquid(values)).toEqual({
			body: { 1: '{{ "{{" }}a}}', 2: 3 },
			buttons: [{ parameter: '{{ "{%" }}b%}' }, null],
		});
	});
});
