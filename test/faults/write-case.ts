import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { NodeRun } from '../engine';
import type { Answer } from './fault-proxy';

/** A request that the server carried out, whatever happened to its answer. */
export interface Carried {
	method: string;
	path: string;
	/** Parsed JSON, or else text. */
	body: unknown;
}

/** A writing operation, with everything needed to run it often and count what it did. */
export interface WriteCase<World> {
	resource: string;
	operation: string;
	/** Distinguishes it from another case of the same operation. */
	variant?: string;
	/** Their expressions take the items of `prepare`. */
	parameters: INodeParameters;
	/** Creates what the items work on and returns them; each has an `index`. */
	prepare(world: World, count: number): IDataObject[];
	/** The file in an item's binary field `data`. */
	file?(item: IDataObject): { content: string; fileName: string; mimeType: string };
	/**
	 * How often the server did what the item asks for: 0 is not at all, a fraction is a part of it.
	 * What the state does not show is counted in the requests that were carried out.
	 */
	times(world: World, item: IDataObject, carried: Carried[]): number;
	/** Outputs whatever comes back: only the user knows what it means. */
	takesAnyAnswer?: true;
	/** It asks a person and waits, so an execution has only one item. */
	asks?: true;
	/** How many items come out for each one that goes in; 1 by default. */
	results?: number;
	/** Things that exist although no item asked for them, in words. */
	extras?(world: World): string[];
}

/** An operation that only reads, with parameters by which it succeeds in the demo world. */
export interface ReadCase<World> {
	resource: string;
	operation: string;
	parameters: INodeParameters;
	/** Puts what it reads into the world. */
	prepare?(world: World): void;
}

/** A service with its sandbox and the operations of its node. */
export interface Desk<World> {
	name: string;
	cases: Array<WriteCase<World>>;
	readers: Array<ReadCase<World>>;
	/** Operations that are in neither list, with the reason. */
	left: Record<string, string>;
	/** Texts that must never be seen anywhere. */
	secrets: string[];
	start(): Promise<World & { url: string; close(): Promise<void> }>;
	/** The state as at the start. */
	reset(world: World): void;
	/** Everything that the server knows, as one text. */
	snapshot(world: World): string;
	/** A run of the node with its requests sent to `url`. */
	run(world: World, url: string, parameters: INodeParameters): NodeRun;
	/** Whether an answer means that the request was carried out. */
	isDone(answer: Answer): boolean;
	/** POST requests that change nothing, or nothing that a person would see. */
	isHarmless(path: string): boolean;
	/** The sandbox's own bugs. */
	mistakes(world: World): unknown[];
}

export const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

/** Texts that occur more than once. */
export function doubles(texts: string[]): string[] {
	const seen = new Set<string>();
	return texts.filter((text) => seen.has(text) || !seen.add(text));
}

export const yes = (isDone: boolean | undefined): number => (isDone ? 1 : 0);

/** Of several parts of one piece of work: 1 when all are done, 0 when none is. */
export const share = (...parts: Array<boolean | undefined>): number =>
	parts.filter(Boolean).length / parts.length;
