import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { NodeRun } from '../engine';

/** An operation that writes, with all that is needed to run it often and to count what it did. */
export interface WriteCase<World> {
	resource: string;
	operation: string;
	/** Their expressions take the items of `prepare`. */
	parameters: INodeParameters;
	/** Makes what the items work on and returns them; each has an `index`. */
	prepare(world: World, count: number): IDataObject[];
	/** How often the server did what the item asks for. */
	times(world: World, item: IDataObject): number;
	/** Things that are there although no item asked for them, in words. */
	extras?(world: World): string[];
}

/** A service with its sandbox and the operations that write to it. */
export interface Desk<World> {
	name: string;
	cases: Array<WriteCase<World>>;
	/** Texts that must never be seen anywhere. */
	secrets: string[];
	start(): Promise<World & { url: string; close(): Promise<void> }>;
	/** The state as at the start. */
	reset(world: World): void;
	/** A run of the node with its requests sent to `url`. */
	run(world: World, url: string, parameters: INodeParameters): NodeRun;
	/** The mistakes that the sandbox itself made. */
	mistakes(world: World): unknown[];
}

export const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

/** Texts that stand there more than once. */
export function doubles(texts: string[]): string[] {
	return texts.filter((text, index) => texts.indexOf(text) !== index);
}
