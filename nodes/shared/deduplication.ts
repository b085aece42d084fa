import type { IDataObject } from 'n8n-workflow';

/** Keys stored with the workflow per trigger: for doubles that come around a restart. */
const CAPACITY = 500;

/** Keys kept per trigger in this process: enough for all that comes within minutes. */
const CAPACITY_HERE = 20_000;

/** Per trigger, in this process. Static data alone would be too late for doubles that come at once. */
const recent = new Map<string, Set<string>>();

/**
 * Notes that a delivery has been taken; true when none of its keys was known. Doubles are recognised
 * in this process at once, and after a restart by `staticData`, which n8n stores with the workflow.
 */
export function isNew(trigger: string, staticData: IDataObject, ...keys: string[]): boolean {
	const here = recent.get(trigger) ?? new Set<string>();
	recent.set(trigger, here);
	// Deliveries at the same moment each bring the stored keys of the moment before.
	for (const key of (staticData.seen ?? []) as string[]) here.add(key);
	if (keys.some((key) => here.has(key))) return false;
	for (const key of keys) here.add(key);
	for (const key of here) {
		if (here.size <= CAPACITY_HERE) break;
		here.delete(key);
	}
	staticData.seen = [...here].slice(-CAPACITY);
	return true;
}
