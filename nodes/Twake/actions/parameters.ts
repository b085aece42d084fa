import type { IDataObject } from 'n8n-workflow';
import { Parameters } from '../../shared/parameters';
import { quote } from '../../shared/text';
import { cleanText } from '../../shared/text';
import { buildBlocks } from '../api/block-builder';
import type { BlockRow } from '../api/block-builder';
import { blockProblem } from '../api/blocks';
import { DIRECT, parseAddress, parseId } from '../api/ids';
import type { Place } from '../api/ids';
import type { MessagePlace } from '../api/messages';
import type { ChannelPlace } from '../api/threads';

/** One item's parameters with Twake's own kinds of values. */
export class TwakeParameters extends Parameters {
	/** Company and workspace. */
	workspace(): { company: string; workspace: string } {
		const workspace = this.place('workspace', 'workspace', 'company');
		return { company: this.place('company', 'workspace'), workspace };
	}

	/** Company, workspace and channel; a pasted address of the channel brings the other two along. */
	channel(): ChannelPlace {
		// First of all the channel: it is the one that people paste.
		const channel = this.place('channel', 'channel', 'workspace', 'company');
		const workspace = this.place('workspace', 'channel', 'company');
		return { company: this.place('company', 'channel', 'workspace'), workspace, channel };
	}

	/** Company and thread; a pasted address of the thread brings the company along. */
	thread(): { company: string; thread: string } {
		const thread = this.place('thread', 'thread');
		return { company: this.place('company', 'thread', 'channel', 'workspace'), thread };
	}

	/** The channel of the thread, which only the legacy API wants to know. */
	channelOfThread(): string {
		return this.place('channel', 'thread', 'workspace', 'company');
	}

	/** Company, thread and message; without a message the first one of the thread. */
	message(): MessagePlace {
		const { company, thread } = this.thread();
		const message = this.locator('message') === '' ? thread : this.id('message');
		return { company, thread, message };
	}

	company(): string {
		return this.place('company', 'company');
	}

	/** An id of its own, such as a user's. */
	id(path: string): string {
		return this.optionalId(path) ?? this.refuse(path, 'is empty', `Enter an ID like ${SAMPLE_ID}.`);
	}

	/** A thread by its id or pasted address, whatever the item's other locators say. */
	otherThread(path: string): string {
		return parseAddress(this.locator(path))?.thread ?? this.id(path);
	}

	optionalId(path: string): string | undefined {
		const text = this.locator(path);
		return text === '' ? undefined : this.parsedId(path, text);
	}

	/** Ids separated by commas. */
	ids(path: string): string[] {
		return this.names(path).map((text) => this.parsedId(path, text));
	}

	/** Blocks from the builder or from JSON; undefined when there are to be none. */
	blocks(onDropped: (problem: string) => void): IDataObject[] | undefined {
		const mode = this.optionalChoice('blocksMode', ['none', 'builder', 'json']) ?? 'none';
		if (mode === 'none') return undefined;
		const path = mode === 'json' ? 'blocksJson' : 'blocks';
		const blocks =
			mode === 'json' ? (this.optionalList(path) ?? []) : buildBlocks(this.blockRows());
		const drop = mode === 'json' && this.optionalText('brokenBlocks') === 'drop';
		return blocks.filter((block, index) => {
			const problem = blockProblem(block);
			if (!problem) return true;
			const sentence = `block ${index + 1} ${problem}`;
			if (!drop) this.refuse(path, `cannot be shown: ${sentence}`);
			onDropped(sentence);
			return false;
		}) as IDataObject[];
	}

	/** The rows of the builder with text in every field, whatever their expressions yield. */
	private blockRows(): BlockRow[] {
		const filled = (value: unknown, key: string): unknown => {
			if (LISTS.includes(key)) {
				return [value ?? []].flat().map((row) => mapValues(row, filled));
			}
			if (GROUPS.includes(key)) return mapValues(value, filled);
			if (value === undefined || value === null) return undefined;
			if (typeof value !== 'object') return cleanText(String(value));
			return this.refuse('blocks', `holds ${quote(value)} where text should be (${key})`);
		};
		return filled(this.value('blocks.block'), 'block') as BlockRow[];
	}

	private address(path: keyof Place): Place {
		return parseAddress(this.locator(path)) ?? {};
	}

	/**
	 * An id of one of the locators, typed as a uuid or short id or taken from a pasted address.
	 * The address in the most specific locator must agree with the others and fills those that are
	 * empty; what it does not name is taken from addresses in the locators `further`.
	 */
	private place(
		path: keyof Place,
		mostSpecific: keyof Place,
		...further: Array<keyof Place>
	): string {
		const around = this.address(mostSpecific);
		const text = this.locator(path);
		const address = parseAddress(text);
		const typed = text === '' || address ? undefined : this.parsedId(path, text);
		const wanted = typed ?? address?.[path] ?? around[path] ?? this.inAddresses(path, further);
		if (wanted === undefined) {
			const problem = address ? `is an address that names no ${path}` : 'is empty';
			this.refuse(path, problem, `Enter its ID, or paste ${EXAMPLE}.`);
		}
		if (around[path] !== undefined && around[path] !== wanted) {
			const wayOut = 'Leave it empty to take the one in the address.';
			this.refuse(path, 'is not the one in the pasted address', wayOut);
		}
		return wanted;
	}

	private inAddresses(path: keyof Place, locators: Array<keyof Place>): string | undefined {
		for (const locator of locators) {
			const id = this.address(locator)[path];
			if (id !== undefined) return id;
		}
		return undefined;
	}

	private parsedId(path: string, text: string): string {
		if (path === 'workspace' && text.toLowerCase() === DIRECT) return DIRECT;
		const wayOut = `Enter an ID like ${SAMPLE_ID}, or paste ${EXAMPLE}.`;
		return parseId(text) ?? this.refuse(path, `is not an ID: ${quote(text)}`, wayOut);
	}
}

/** Where rows of the block builder stand in each other, and the groups around them. */
const LISTS = ['block', 'element', 'choice'];
const GROUPS = ['elements', 'choices'];

function mapValues(row: unknown, map: (value: unknown, key: string) => unknown): IDataObject {
	const entries = Object.entries(typeof row === 'object' && row !== null ? row : {});
	return Object.fromEntries(entries.map(([key, value]) => [key, map(value, key)])) as IDataObject;
}

const SAMPLE_ID = '88b72af6-bc1b-43a8-a37c-efbc93ab0aea';
const EXAMPLE = 'its address from the browser (https://web.twake.app/client/.../w/.../c/...)';
