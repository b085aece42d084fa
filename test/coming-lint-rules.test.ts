import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import packageJson from '../package.json';
import { propertiesByNode } from './stored-names/names';

/**
 * Rules that n8n's linter for community nodes has on its main branch and in no version that can be
 * installed (n8n.md §10), those of n8n's guide for the interface that no linter holds, and our own.
 */
/** Characters, at n8n's usual width; what goes beyond is cut off (n8n.md §4). */
const TWO_LINES = 118;

interface Place {
	at: string;
	property: INodeProperties;
}

/** A property and all that it holds, each with the way to it. */
function within(property: INodeProperties, before: string): Place[] {
	const at = `${before} > ${property.displayName}`;
	const inner = (property.options ?? []).flatMap((option) => {
		if (property.type === 'collection') return within(option as INodeProperties, at);
		return 'values' in option ? option.values.flatMap((value) => within(value, at)) : [];
	});
	const modes = (property.modes ?? []).map((mode) => ({
		at: `${at} > ${mode.displayName}`,
		property: mode as unknown as INodeProperties,
	}));
	return [{ at, property }, ...modes, ...inner];
}

const places = Object.entries(propertiesByNode).flatMap(([node, properties]) =>
	properties.flatMap((property) => within(property, node)),
);
/** The parameters of each operation, or of a node without them, in the order of the editor. */
const operations = new Map<string, string[]>();
for (const [node, properties] of Object.entries(propertiesByNode)) {
	for (const { name, displayOptions: { show = {} } = {} } of properties) {
		for (const resource of show.resource ?? ['']) {
			for (const operation of show.operation ?? ['']) {
				const at = [node, resource, operation].join(' ');
				operations.set(at, [...(operations.get(at) ?? []), name]);
			}
		}
	}
}
const choices = places.filter(({ property: { type } }) => /^(multiO|o)ptions$/.test(type));
const optionsOf = ({ options = [] }: INodeProperties) =>
	options.flatMap((option) => ('value' in option ? [option] : []));

const broken = (list: Place[], isBroken: (property: INodeProperties) => boolean) =>
	list.filter(({ property }) => isBroken(property)).map(({ at }) => at);

describe('what the editor shows', () => {
	it('is found', () => {
		expect(places.length).toBeGreaterThan(1_000);
		expect(choices.length).toBeGreaterThan(100);
	});

	it('has actions without articles', () => {
		const actions = choices.flatMap(({ property }) =>
			optionsOf(property).flatMap(({ action }) => action ?? []),
		);
		expect(actions.length).toBeGreaterThan(150);
		expect(actions.filter((action) => /\b(a|an|the)\b/i.test(action))).toEqual([]);
	});

	it('is not shown or hidden by a regex, for which n8n drops events on a busy machine', () => {
		const isBroken = ({ displayOptions }: INodeProperties) =>
			JSON.stringify(displayOptions ?? {}).includes('"regex"');
		expect(broken(places, isBroken)).toEqual([]);
	});

	it('describes choices in the two lines that the editor shows of them', () => {
		const long = choices.flatMap(({ at, property }) =>
			optionsOf(property)
				.filter(({ description = '' }) => description.length > TWO_LINES)
				.map(({ name }) => `${at} > ${name}`),
		);
		expect(long).toEqual([]);
	});

	it('has placeholders that are marked as examples', () => {
		const isOther = (text: string) => /^(Add |e\.g\. )/.test(text) || text === 'name@email.com';
		const isBroken = ({ placeholder }: INodeProperties) =>
			placeholder !== undefined && placeholder !== '' && !isOther(placeholder);
		expect(broken(places, isBroken)).toEqual([]);
	});

	it('has lists in the order of their names', () => {
		const isBroken = (property: INodeProperties) => {
			const names = optionsOf(property).map(({ name }) => name);
			const sorted = [...names].sort((one, other) => one.localeCompare(other));
			return names.join() !== sorted.join();
		};
		// The days of a week have an order of their own.
		const others = choices.filter(({ at }) => !at.endsWith('> Days'));
		expect(broken(others, isBroken)).toEqual([]);
	});

	it('has no asterisk in the name of a choice, and demands nothing within a collection', () => {
		const isStarred = (property: INodeProperties) =>
			optionsOf(property).some(({ name }) => name.includes('*'));
		expect(broken(choices, isStarred)).toEqual([]);
		const inCollections = places.flatMap(({ at, property }) =>
			property.type === 'collection'
				? (property.options as INodeProperties[]).map((each) => ({ at, property: each }))
				: [],
		);
		expect(broken(inCollections, ({ required }) => required === true)).toEqual([]);
	});

	it('asks how many, then for filters, then how it is put out, and last for options', () => {
		const order = ['returnAll', 'limit', 'filters', 'simplify', 'additionalFields', 'options'];
		const isBroken = (names: string[]) => {
			const own = names.filter((name) => order.includes(name));
			return own.join() !== order.filter((name) => own.includes(name)).join();
		};
		expect(operations.size).toBeGreaterThan(150);
		expect([...operations].filter(([, names]) => isBroken(names))).toEqual([]);
	});

	it('has hints that fit on one line', () => {
		expect(broken(places, ({ hint = '' }) => hint.length > 100)).toEqual([]);
	});
});

const sourceOf = (built: string) =>
	join(__dirname, '..', built.replace(/^dist/, '').replace(/js$/, 'ts'));
const nodeFiles = packageJson.n8n.nodes.map(sourceOf);
const nameOf = (className: string) => className[0].toLowerCase() + className.slice(1);

describe.each(nodeFiles)('%s', (file) => {
	const source = readFileSync(file, 'utf8');

	it('shows in `execute` what happens to a failed item', () => {
		const [, body] = source.split(/\basync execute\(/);
		if (body !== undefined) expect(body).toContain('this.continueOnFail()');
		else expect(source).toMatch(/\bgroup: \['trigger'\]|\basync supplyData\(/);
	});

	it('is called as its class is, and as n8n knows it', () => {
		const [className] = basename(file).split('.');
		expect(basename(file)).toBe(`${className}.node.ts`);
		expect(source).toMatch(new RegExp(`export class ${className} implements `));
		expect(source).toContain(`name: '${nameOf(className)}'`);
		const codex = JSON.parse(readFileSync(file.replace(/ts$/, 'json'), 'utf8')) as { node: string };
		expect(codex.node).toBe(`${packageJson.name}.${nameOf(className)}`);
	});

	it('takes one credential', () => {
		expect(source.match(/credentials: \[\s*\{ name: '\w+', [^\]]*\},?\s*\]/)).not.toBeNull();
		expect(source.match(/\{ name: '\w+Api'/g)).toHaveLength(1);
	});

	it('stands in a category of n8n', () => {
		const { categories } = JSON.parse(readFileSync(file.replace(/ts$/, 'json'), 'utf8')) as {
			categories: string[];
		};
		const isForAgents = source.includes('async supplyData(');
		expect(categories).toEqual([isForAgents ? 'AI' : 'Communication']);
	});
});

describe.each(packageJson.n8n.credentials.map(sourceOf))('%s', (file) => {
	it('is called as its class is, and as n8n knows it', () => {
		const [className] = basename(file).split('.');
		const source = readFileSync(file, 'utf8');
		expect(className).toMatch(/^[A-Z]\w+Api$/);
		expect(source).toMatch(new RegExp(`export class ${className} implements ICredentialType`));
		expect(source).toMatch(new RegExp(`name = '${nameOf(className)}'`));
	});
});

describe('the package', () => {
	it('is under the MIT licence, and alone in its repository', () => {
		expect(packageJson.license).toBe('MIT');
		expect(packageJson.repository).not.toHaveProperty('directory');
		expect(packageJson).not.toHaveProperty('workspaces');
	});

	it('calls itself strict only with the lint configuration that n8n-node then demands', () => {
		const config = readFileSync(join(__dirname, '../eslint.config.mjs'), 'utf8');
		const isDefault = config.trim().split('\n').length === 2 && config.includes('@n8n/node-cli');
		const { strict = false } = packageJson.n8n as { strict?: boolean };
		expect(strict && !isDefault).toBe(false);
	});
});
