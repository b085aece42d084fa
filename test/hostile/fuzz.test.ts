import fc from 'fast-check';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { chatwootIntegration } from '../../nodes/Chatwoot/actions';
import { clientIntegration } from '../../nodes/Chatwoot/client/actions';
import { platformIntegration } from '../../nodes/Chatwoot/platform/actions';
import { twakeIntegration } from '../../nodes/Twake/actions';
import { twakeChatIntegration } from '../../nodes/TwakeChat/actions';
import { demoIds as matrixIds } from '../../sandbox/matrix';
import { demoIds } from '../../sandbox/twake';
import { executeNode } from '../engine';
import { chatwootDesk } from '../faults/chatwoot/desk';
import { clientDesk } from '../faults/chatwoot-client/desk';
import { platformDesk } from '../faults/chatwoot-platform/desk';
import { chance } from '../faults/chance';
import { twakeDesk } from '../faults/twake/desk';
import { twakeChatDesk } from '../faults/twake-chat/desk';
import type { Desk } from '../faults/write-case';
import { itemWith, slotsOf } from './slots';
import { trappedDesk } from './trapped';
import { anything, nasty } from './values';

/** More through the environment: `FUZZ_VALUES=40 FUZZ_SEED=7 npx jest test/hostile`. */
const VALUES = Number(process.env.FUZZ_VALUES ?? 5);
const SEED = Number(process.env.FUZZ_SEED ?? 1);

/** What no user should ever read. */
const CRASH =
	/Cannot (read|set|convert)|is not (a function|iterable|defined)|undefined \(|call stack|ERR_|did not answer in the form|Invalid (URL|char|time)/;

interface Offered {
	value: string;
	operations: Array<{ value: string; properties: INodeProperties[] }>;
}

/** What a sensible user would choose in a node's pickers. */
const ids: Record<string, Record<string, string>> = {
	Twake: { ...demoIds, thread: demoIds.channel },
	TwakeChat: { room: matrixIds.support, space: matrixIds.space, user: matrixIds.alice },
};

function baseOf(node: string) {
	return ({ name, type, default: value }: INodeProperties): IDataObject[string] => {
		if (type === 'resourceLocator') return node in ids ? (ids[node][name] ?? '') : '1';
		if (/email/i.test(name)) return 'jane@x.example';
		if (/phone/i.test(name)) return '+491721234567';
		if (type === 'string' && value === '' && /^(name|text|content|title)$/.test(name))
			return 'Text';
		return value as IDataObject[string];
	};
}

/** Values for one place: some of the nasty ones in turn, and some from fast-check. */
function valuesFor(name: string, trap: string): unknown[] {
	const list = nasty(trap);
	const start = Math.floor(chance(SEED, name) * list.length);
	const picked = Array.from({ length: VALUES }, (_, n) => list[(start + n * 7) % list.length]);
	return [...picked, ...fc.sample(anything, { seed: SEED, numRuns: Math.ceil(VALUES / 3) })];
}

/** A megabyte of text: a lot for a server, nothing for an attacker. */
const LONG = 'x'.repeat(1e6);

function isFine(path: string): boolean {
	const [route] = path.split('?');
	const parts = decodeURIComponent(route).split('/').slice(1);
	const isKnown = /^\/(api|public\/api|platform\/api|internal\/services|_matrix)\//.test(route);
	return isKnown && parts.every((part) => part !== '..' && part !== '.') && !/[\r\n\0]/.test(path);
}

function suite<World>(desk: Desk<World>, resources: Offered[]): void {
	const place = trappedDesk(desk);

	const named = resources.flatMap(({ value: resource, operations }) =>
		operations.map(
			({ value, properties }) => [`${resource} > ${value}`, resource, value, properties] as const,
		),
	);
	it.each(named)('%s refuses or asks', async (_name, resource, operation, properties) => {
		desk.reset(place.server.world);
		place.server.proxy.begin(() => undefined);
		const { parameters, slots } = slotsOf(properties, baseOf(desk.name));
		const tried = [
			...slots.flatMap((slot) =>
				valuesFor(`${operation} ${slot.path}`, place.trap.url).map((value) => ({ slot, value })),
			),
			...slots.map((slot) => ({ slot, value: LONG })),
		];
		const all = { ...parameters, resource, operation, options: { concurrency: 20, timeout: 5 } };
		const { outputs, error } = await executeNode({
			...desk.run(place.server.world, place.server.proxy.url, all),
			items: tried.map(({ slot, value }) => ({ json: itemWith(slots, slot, value) })),
			onError: 'continueRegularOutput',
		});
		expect(error).toBeUndefined();
		const wrong = (outputs[0] ?? []).flatMap(({ error, pairedItem }) => {
			if (!error) return [];
			const { slot, value } = tried[(pairedItem as { item: number }).item];
			const text = `${error.message} ${String(error.description)}`;
			const isReadable = text.length < 5_000 && !CRASH.test(text);
			const isClear = /^Node(Api|Operation)Error$/.test(error.name) && isReadable;
			const given = String(JSON.stringify(value)).slice(0, 80);
			return isClear ? [] : [`${slot.path} = ${given}: ${text.slice(0, 300)}`];
		});
		expect(wrong).toEqual([]);
		const paths = place.server.proxy.met.map((line) => line.replace(/^\w+ /, ''));
		expect(paths.filter((path) => !isFine(path))).toEqual([]);
		expect(place.trap.caught).toEqual([]);
		expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
	});
}

describe('Twake', () => suite(twakeDesk, twakeIntegration.resources));
describe('Twake Chat', () => suite(twakeChatDesk, twakeChatIntegration.resources));
describe('Chatwoot', () => suite(chatwootDesk, chatwootIntegration.resources));
describe('Chatwoot Client', () => suite(clientDesk, clientIntegration.resources));
describe('Chatwoot Platform', () => suite(platformDesk, platformIntegration.resources));
