import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chatwoot } from '../../nodes/Chatwoot/Chatwoot.node';
import { ChatwootCatchUp } from '../../nodes/Chatwoot/catchup/ChatwootCatchUp.node';
import { ChatwootMemory } from '../../nodes/Chatwoot/ChatwootMemory.node';
import { ChatwootClient } from '../../nodes/Chatwoot/client/ChatwootClient.node';
import { ChatwootPlatform } from '../../nodes/Chatwoot/platform/ChatwootPlatform.node';
import { ChatwootTrigger } from '../../nodes/Chatwoot/ChatwootTrigger.node';
import { Twake } from '../../nodes/Twake/Twake.node';
import { TwakeCatchUp } from '../../nodes/Twake/catchup/TwakeCatchUp.node';
import { TwakeTrigger } from '../../nodes/Twake/TwakeTrigger.node';
import { TwakeChat } from '../../nodes/TwakeChat/TwakeChat.node';
import { TwakeChatTrigger } from '../../nodes/TwakeChat/TwakeChatTrigger.node';
import { linesOf, PINNED, pinnedWith, propertiesByNode, readPinned, storedNames } from './names';

const nodes = [
	new Chatwoot(),
	new ChatwootClient(),
	new ChatwootPlatform(),
	new ChatwootCatchUp(),
	new ChatwootMemory(),
	new ChatwootTrigger(),
	new Twake(),
	new TwakeCatchUp(),
	new TwakeTrigger(),
	new TwakeChat(),
	new TwakeChatTrigger(),
];

describe('The names that workflows store', () => {
	const pinned = readPinned(PINNED);
	const now = storedNames();

	it('stay as they are', () => {
		const known = new Set(linesOf(now));
		const gone = linesOf(pinned).filter((line) => !known.has(line));
		expect(gone.map((line) => `this breaks saved workflows: ${line}`)).toEqual([]);
	});

	it('are all pinned', () => {
		const known = new Set(linesOf(pinned));
		const fresh = linesOf(now).filter((line) => !known.has(line));
		expect(fresh.map((line) => `pin it by npm run generate: ${line}`)).toEqual([]);
	});

	it('are those of the nodes', () => {
		const offered = nodes.map(({ description }) => [description.name, description.properties]);
		expect(Object.fromEntries(offered)).toEqual(propertiesByNode);
		expect(nodes.map(({ description: { credentials } }) => credentials?.[0].name)).toEqual([
			'chatwootApi',
			'chatwootClientApi',
			'chatwootPlatformApi',
			'chatwootApi',
			'chatwootApi',
			'chatwootApi',
			'twakeApi',
			'twakeApi',
			'twakeApi',
			'twakeChatApi',
			'twakeChatApi',
		]);
	});

	it('are never unpinned by a script', () => {
		const shorter = { ...now };
		delete shorter['chatwoot > label'];
		expect(pinnedWith(now, shorter)).toBe(pinnedWith(now, now));
	});

	it('are told of in docs/names.md as they are', () => {
		const page = readFileSync(join(__dirname, '../../docs/names.md'), 'utf8');
		const [, table = ''] = /\| Concept[^\n]*\n((?:\|[^\n]*\n)+)/.exec(page) ?? [];
		const told = [...table.matchAll(/`(\w+)`/g)].map(([, name]) => name);
		const stored = new Set(
			linesOf(now).map((line) => /([\w]+)(?: \(|=)/.exec(line.split(' > ').pop()!)?.[1]),
		);
		expect(told.length).toBeGreaterThan(25);
		expect(told.filter((name) => !stored.has(name))).toEqual([]);
	});
});
