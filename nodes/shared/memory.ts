import type { IDataObject } from 'n8n-workflow';

/** Keys stored with the workflow per trigger: for doubles that come around a restart. */
const CAPACITY = 500;

/** Keys kept per trigger in this process: enough for all that comes within minutes. */
const CAPACITY_HERE = 20_000;

/** Per trigger, in this process. Static data alone would be too late for doubles that come at once. */
const recent = new Map<string, Set<string>>();

/**
 * Notes that a delivery has been taken; true when it is new. Doubles are recognised in this process
 * at once, and after a restart by `staticData`, which n8n stores with the workflow.
 */
export function isNew(trigger: string, staticData: IDataObject, key: string): boolean {
	const here = recent.get(trigger) ?? new Set<string>();
	recent.set(trigger, here);
	const stored = (staticData.seen ?? []) as string[];
	if (here.has(key) || stored.includes(key)) return false;
	here.add(key);
	if (here.size > CAPACITY_HERE) here.delete(here.values().next().value!);
	staticData.seen = [...stored, key].slice(-CAPACITY);
	return true;
}
