import { chatwootIntegration } from '../../nodes/Chatwoot/actions';
import { clientIntegration } from '../../nodes/Chatwoot/client/actions';
import { platformIntegration } from '../../nodes/Chatwoot/platform/actions';
import { twakeIntegration } from '../../nodes/Twake/actions';
import { twakeChatIntegration } from '../../nodes/TwakeChat/actions';
import { executeNode } from '../engine';
import { chatwootDesk } from './chatwoot/desk';
import { clientDesk } from './chatwoot-client/desk';
import { platformDesk } from './chatwoot-platform/desk';
import { FaultProxy } from './fault-proxy';
import { twakeDesk } from './twake/desk';
import { twakeChatDesk } from './twake-chat/desk';
import type { Desk } from './write-case';

interface Offered {
	value: string;
	operations: Array<{ value: string }>;
}

/** An operation either meets the faults or proves that it changes nothing. */
function suite<World>(desk: Desk<World>, resources: Offered[]): void {
	const nameOf = ({ resource, operation }: { resource: string; operation: string }) =>
		`${resource} > ${operation}`;

	it('knows every operation as writing or reading', () => {
		const offered = resources.flatMap(({ value: resource, operations }) =>
			operations.map(({ value: operation }) => nameOf({ resource, operation })),
		);
		const writing = new Set(desk.cases.map(nameOf));
		const reading = new Set(desk.readers.map(nameOf));
		const known = [...writing, ...reading, ...Object.keys(desk.left)];
		expect(known.sort()).toEqual(offered.sort());
	});

	describe('an operation without faults', () => {
		let world: World & { url: string; close(): Promise<void> };
		let proxy: FaultProxy;

		beforeAll(async () => {
			world = await desk.start();
			proxy = await FaultProxy.start(world.url);
		});
		afterAll(async () => {
			await proxy.close();
			await world.close();
		});

		const named = desk.readers.map((reader) => [nameOf(reader), reader] as const);
		it.each(named)('changes nothing: %s', async (_name, reader) => {
			desk.reset(world);
			reader.prepare?.(world);
			proxy.begin(() => undefined);
			const before = desk.snapshot(world);
			const { resource, operation, parameters } = reader;
			const run = desk.run(world, proxy.url, { ...parameters, resource, operation });
			const { error } = await executeNode(run);
			expect(error).toBeUndefined();
			expect(proxy.forwarded.length).toBeGreaterThan(0);
			const writes = proxy.forwarded.filter(
				({ method, path }) => method !== 'GET' && !desk.isHarmless(path),
			);
			expect(writes.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
			expect(desk.snapshot(world)).toBe(before);
		});
	});
}

describe('Twake', () => suite(twakeDesk, twakeIntegration.resources));
describe('Twake Chat', () => suite(twakeChatDesk, twakeChatIntegration.resources));
describe('Chatwoot', () => suite(chatwootDesk, chatwootIntegration.resources));
describe('Chatwoot Client', () => suite(clientDesk, clientIntegration.resources));
describe('Chatwoot Platform', () => suite(platformDesk, platformIntegration.resources));
