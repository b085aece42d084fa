import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { ChatwootApi } from '../../credentials/ChatwootApi.credentials';
import { ChatwootPlatformApi } from '../../credentials/ChatwootPlatformApi.credentials';
import { ChatwootClientApi } from '../../credentials/ChatwootClientApi.credentials';
import { TwakeApi } from '../../credentials/TwakeApi.credentials';
import { TwakeChatApi } from '../../credentials/TwakeChatApi.credentials';
import { chatwootIntegration } from '../../nodes/Chatwoot/actions';
import { clientIntegration } from '../../nodes/Chatwoot/client/actions';
import { platformIntegration } from '../../nodes/Chatwoot/platform/actions';
import { optionsOf } from '../../nodes/Chatwoot/actions/people/options';
import { catchUpFields as chatwootCatchUpFields } from '../../nodes/Chatwoot/catchup/fields';
import { memoryFields } from '../../nodes/Chatwoot/memory/fields';
import { triggerFields as chatwootTriggerFields } from '../../nodes/Chatwoot/trigger/fields';
import { optionsProperty } from '../../nodes/shared/execution-options';
import { propertiesOf } from '../../nodes/shared/operation';
import { twakeIntegration } from '../../nodes/Twake/actions';
import { catchUpFields as twakeCatchUpFields } from '../../nodes/Twake/catchup/fields';
import { triggerFields as twakeTriggerFields } from '../../nodes/Twake/trigger/fields';
import { twakeChatIntegration } from '../../nodes/TwakeChat/actions';
import { triggerFields as twakeChatTriggerFields } from '../../nodes/TwakeChat/trigger/fields';

/** What each node shows, by its name in workflows. */
export const propertiesByNode: Record<string, INodeProperties[]> = {
	chatwoot: propertiesOf(chatwootIntegration.resources, optionsOf(chatwootIntegration.resources)),
	chatwootCatchUp: chatwootCatchUpFields,
	chatwootClient: propertiesOf(clientIntegration.resources, optionsOf(clientIntegration.resources)),
	chatwootMemory: memoryFields,
	chatwootPlatform: propertiesOf(platformIntegration.resources, optionsProperty),
	chatwootTrigger: chatwootTriggerFields,
	twake: propertiesOf(twakeIntegration.resources, optionsProperty),
	twakeCatchUp: twakeCatchUpFields,
	twakeTrigger: twakeTriggerFields,
	twakeChatTrigger: twakeChatTriggerFields,
	twakeChat: propertiesOf(twakeChatIntegration.resources, optionsProperty),
};
const credentials: ICredentialType[] = [
	new ChatwootApi(),
	new ChatwootClientApi(),
	new ChatwootPlatformApi(),
	new TwakeApi(),
	new TwakeChatApi(),
];

/**
 * By node and resource: what a workflow can store, and the operations that have it. A workflow leaves
 * out what equals its default, so that belongs to the name: `status (options, 'open')`.
 */
export type Names = Record<string, Record<string, string[]>>;

/** All names as they are now. */
export function storedNames(): Names {
	const names: Names = {};
	const add = (group: string, name: string, operations: unknown[]) => {
		const known = ((names[group] ??= {})[name] ??= []);
		known.push(...operations.map(String).filter((operation) => !known.includes(operation)));
	};
	for (const [node, properties] of Object.entries(propertiesByNode)) {
		for (const property of properties.filter(({ type }) => type !== 'notice')) {
			const { resource = [undefined], operation = [] } = property.displayOptions?.show ?? {};
			for (const each of resource) {
				const group = each === undefined ? node : `${node} > ${String(each)}`;
				for (const name of namesOf(property)) add(group, name, operation);
			}
		}
	}
	for (const { name, properties } of credentials) {
		for (const each of properties.flatMap((property) => namesOf(property))) add(name, each, []);
	}
	return names;
}

/** `path (type, default)` of a property, `path=choice` of its options, and of all that it holds. */
function namesOf(property: INodeProperties, within = ''): string[] {
	const { name, type, options = [], modes = [] } = property;
	const path = within + name;
	const usual = JSON.stringify(property.default)?.replaceAll('"', "'");
	const isEmpty = [undefined, "''", '{}', '[]'].includes(usual);
	const inner = [...options, ...modes].flatMap((option) => {
		if (type === 'collection') return namesOf(option as INodeProperties, `${path}.`);
		if ('values' in option) {
			return option.values.flatMap((value) => namesOf(value, `${path}.${option.name}.`));
		}
		return [`${path}=${'value' in option ? option.value : option.name}`];
	});
	return [`${path} (${type}${isEmpty ? '' : `, ${usual}`})`, ...inner];
}

/** One line for every name of every operation. */
export const linesOf = (names: Names): string[] =>
	Object.entries(names).flatMap(([group, entries]) =>
		Object.entries(entries).flatMap(([name, operations]) =>
			(operations.length > 0 ? operations : ['']).map((operation) =>
				[group, operation, name].filter(Boolean).join(' > '),
			),
		),
	);

type Pinned = Record<string, Record<string, string>>;

/** The names that are pinned. */
export const readPinned = (path: string): Names =>
	mapped(JSON.parse(readFileSync(path, 'utf8')) as Pinned, (operations) =>
		operations.split(', ').filter(Boolean),
	);

/** The file that pins these names and all new ones; removed ones are only deleted by hand. */
export function pinnedWith(pinned: Names, names: Names): string {
	const all = structuredClone(pinned);
	for (const [group, entries] of Object.entries(names)) {
		for (const [name, operations] of Object.entries(entries)) {
			const known = (all[group] ??= {})[name] ?? [];
			all[group][name] = [...new Set([...known, ...operations])].sort();
		}
	}
	return `${JSON.stringify(sorted(mapped(all, (operations) => operations.join(', '))), null, '\t')}\n`;
}

const mapped = <From, To>(
	groups: Record<string, Record<string, From>>,
	change: (value: From) => To,
): Record<string, Record<string, To>> =>
	Object.fromEntries(
		Object.entries(groups).map(([group, entries]) => [
			group,
			Object.fromEntries(Object.entries(entries).map(([name, value]) => [name, change(value)])),
		]),
	);

const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);
const sorted = (groups: Pinned): Pinned =>
	Object.fromEntries(
		Object.entries(groups)
			.sort(byName)
			.map(([group, entries]) => [group, Object.fromEntries(Object.entries(entries).sort(byName))]),
	);

export const PINNED = join(__dirname, 'stored-names.json');
