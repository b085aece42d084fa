import { renderLiquid } from '../../sandbox/chatwoot/liquid';

/** The output of Ruby's Liquid 5.4.0, with Chatwoot's raw tags around code; measured by running it. */
const RENDERED: [string, string][] = [
	['`{%- endraw -%}`{{ contact.tags }}', '`{%- endraw -%}`{"a"=>1, "tier"=>"gold"}'],
	['`{%-endraw-%}`{{ contact.name }}', '`{%-endraw-%}`Jane Roe'],
	['`{%- endraw %}`{{ contact.name }}', '`{%- endraw %}`Jane Roe'],
	['`{% endraw %}`{{ contact.name }}', '`{% endraw %}`{{ contact.name }}'],
	['`{% endraw -%}`{{ contact.name }}', '`{% endraw -%}`{{ contact.name }}'],
	['`{% endraw %}{% raw %}`{{ contact.name }}', '``Jane Roe'],
	['`{{ {% endraw %}`{{ contact.name }}', '`{{ {% endraw %}`{{ contact.name }}'],
	['`{{`x}} {{ contact.name }}', '`{{`x}} Jane Roe'],
	['{% raw -%}  a  {% endraw %}  {{ contact.name }}', '  a  Jane Roe'],
	['a  {{- contact.name -}}  b', 'aJane Roeb'],
	['{{ contact }}', 'ContactDrop'],
	['{{ contact.name first | upcase }}', 'JANE ROE'],
	['{{ | upcase }}x', 'x'],
	['{{ { }}x', 'x'],
	['{{ contact.name }x', '{{ contact.name }x'],
	['{% unless contact %}no{% else %}yes{% endunless %}', 'yes'],
	['{% layout "x" %}', '{% layout "x" %}'],
	['{% include "x" %}', 'Liquid error: This liquid context does not allow includes.'],
	['{% for i in (1..3) %}{{ i }}{% endfor %}', '123'],
];

const contact = {
	name: 'Jane Roe',
	tags: { a: 1, tier: 'gold' },
	[Symbol.toStringTag]: 'ContactDrop',
};

describe('Liquid of the Chatwoot sandbox', () => {
	it.each(RENDERED)('renders %s as Ruby does', (content, rendered) => {
		expect(renderLiquid(content, { contact })).toBe(rendered);
	});

	it('ends a loop that nobody would wait for', () => {
		const endless = '{% for i in (1..100000000) %}{{ i }}{% endfor %}';
		expect(renderLiquid(endless, {})).toContain('Liquid error');
	});
});
