import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { House } from '../../tools/demo/house';
import { tell } from '../../tools/demo/report';
import { repository } from '../../tools/n8n';
import { scenes } from './agents';
import { cases } from './examples-cases';
import type { Case } from './examples-cases';
import { runExampleIn, unknownNodes } from './examples-run';

/** They start only on events and have their own parts. */
const LIVE = [
	'chatwoot-twake-bridge.json',
	'chatwoot-twake-chat-bridge.json',
	...Object.keys(scenes),
];

/**
 * Imports every other workflow of examples/, runs it from each of its starts and compares what the chats
 * show. Returns how many did not do what they should.
 */
export async function runExamples(house: House, isEnding: () => boolean): Promise<number> {
	const known =
		await house.client.get<Array<{ name: string; version: number | number[] }>>(
			'/types/nodes.json',
		);
	const files = readdirSync(join(repository, 'examples')).filter(
		(name) => name.endsWith('.json') && !LIVE.includes(name),
	);
	tell(`Importing and running ${files.length} examples`);
	const failed: string[] = [];
	for (const file of files) {
		const unknown = unknownNodes(file, known);
		if (unknown.length > 0) line(file, false, `n8n does not know ${unknown.join(', ')}`);
		const isRight = unknown.length === 0 && (await runsRight(house, file, isEnding));
		if (isEnding()) return failed.length;
		if (!isRight) failed.push(file);
	}
	tell(failed.length > 0 ? `Failed: ${failed.join(', ')}` : 'All examples did what they should.');
	return failed.length;
}

async function runsRight(house: House, file: string, isEnding: () => boolean): Promise<boolean> {
	const given = cases[file];
	if (!given) {
		line(file, false, 'nothing says what it should do: add it to examples-cases.ts');
		return false;
	}
	try {
		const outcomes = await runExampleIn(house, file, given);
		for (const { start, status, shows, isRight } of outcomes) {
			line(
				file,
				isRight,
				`"${start}": ${status}; ${shows.join(' | ') || 'the chats show nothing new'}`,
			);
			if (!isRight) console.log('        expected:', wantedOf(given));
		}
		return outcomes.length > 0 && outcomes.every(({ isRight }) => isRight);
	} catch (error) {
		if (!isEnding()) line(file, false, error instanceof Error ? error.message : String(error));
		return false;
	}
}

function wantedOf({ adds, gives }: Case): Partial<Case> {
	return { adds, ...(gives && { gives }) };
}

function line(file: string, isRight: boolean, text: string): void {
	console.log(`  ${isRight ? 'ok  ' : 'FAIL'}  ${file.replace('.json', '')}: ${text}`);
}
