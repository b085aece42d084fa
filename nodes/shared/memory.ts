import type { IDataObject } from 'n8n-workflow';

/** Keys kept per trigger: enough for every double that comes within minutes. */
const CAPACITY = 500;

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
	if (here.size > CAPACITY) here.delete(here.values().next().value!);
	staticData.seen = [...stored, key].slice(-CAPACITY);
	return true;
}
