import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { pageFields, take, wantedCount } from '../../../shared/pages';
import type { AccountApi } from '../../api';
import type { HelpCenterApi } from '../../api/help-center';
import { hintDifferences } from '../kinds/differences';
import {
	changeProperties,
	changesFrom,
	newFieldProperties,
	newFieldsFrom,
	refuseNoChange,
} from '../kinds/fields';
import type { Field } from '../kinds/fields';
import { locatorOf } from '../kinds/kind';
import type { Kind } from '../kinds/kind';
import { operation } from '../operation/operation';
import type { ChatwootContext, Operation } from '../operation/types';
import type { ChatwootParameters } from '../parameters/parameters';
import { portals } from './kind';

/** The portal that contains something. */
export const inPortal: Kind<never> = {
	...portals,
	locator: locatorOf(portals, 'The help center to work in'),
};

/**
 * The contents of a help center, articles or categories: their texts, and where the server keeps
 * them.
 */
export interface Contents<Shown extends IDataObject & { id: number }> {
	kind: Kind<Shown>;
	of(api: AccountApi): HelpCenterApi<Shown>;
	fields: Field[];
	/** Parameters that filter a list, and the query that they make. */
	filters: INodeProperties[];
	queryFrom(param: ChatwootParameters): IDataObject;
	/** Default fields of a new one. */
	presets?(context: ChatwootContext): Promise<IDataObject>;
	/** The description of each operation. */
	told: Record<'create' | 'delete' | 'get' | 'getMany' | 'reorder' | 'update', string>;
}

const access = 'administrator';

const orderField = (many: string): INodeProperties => ({
	displayName: 'IDs in Order',
	name: 'order',
	type: 'string',
	default: '',
	placeholder: 'e.g. 12, 7, 9',
	description: `The IDs of the ${many} in the order that they are to have, separated by commas, or a list from an expression. Others keep their places.`,
});

/** The operations on the contents of a help center. */
export function contentOperations<Shown extends IDataObject & { id: number }>({
	kind,
	of,
	fields,
	filters,
	queryFrom,
	presets,
	told,
}: Contents<Shown>): Operation[] {
	const { noun, many } = kind;
	return [
		operation({
			name: 'Create',
			value: 'create',
			action: `Create ${noun}`,
			description: told.create,
			access,
			isStandard: true,
			on: inPortal,
			fields: newFieldProperties(fields),
			simplify: kind.simplified !== undefined,
			read: (param) => newFieldsFrom(fields, param),
			async act(call) {
				const { api, id: portal, input, shown, hint } = call;
				const created = await of(api).create(portal, { ...(await presets?.(call)), ...input });
				hintDifferences(hint, `${noun} ${created.id}`, input, created);
				return shown(kind, created);
			},
		}),
		operation({
			name: 'Delete',
			value: 'delete',
			action: `Delete ${noun}`,
			description: told.delete,
			access,
			isStandard: true,
			on: kind,
			async act({ api, id, parent }) {
				await of(api).delete(parent, id);
				return { deleted: true, id };
			},
		}),
		operation({
			name: 'Get',
			value: 'get',
			action: `Get ${noun}`,
			description: told.get,
			isStandard: true,
			on: kind,
			isReading: true,
			simplify: kind.simplified !== undefined,
			act: async ({ api, id, parent, shown }) => shown(kind, await of(api).get(parent, id)),
		}),
		operation({
			name: 'Get Many',
			value: 'getMany',
			action: `Get many ${many}`,
			description: told.getMany,
			isStandard: true,
			on: inPortal,
			isReading: true,
			fields: [...pageFields, ...filters],
			simplify: kind.simplified !== undefined,
			read: (param) => ({ count: wantedCount(param), query: queryFrom(param) }),
			async act({ api, id: portal, input: { count, query }, shown }) {
				const found = await take(of(api).walk(portal, query), count);
				return found.map((each) => shown(kind, each));
			},
		}),
		operation({
			name: 'Reorder',
			value: 'reorder',
			action: `Reorder ${many}`,
			description: told.reorder,
			access,
			isStandard: true,
			on: inPortal,
			fields: [orderField(many)],
			read(param) {
				const order = param.ids('order');
				return order.length > 0 ? order : param.refuse('order', 'is empty');
			},
			async act({ api, id: portal, input: order }) {
				const places = order.map((each, index) => [String(each), (index + 1) * 10]);
				await of(api).reorder(portal, Object.fromEntries(places) as Record<string, number>);
				return order.map((id, index) => ({ id, position: (index + 1) * 10 }));
			},
		}),
		operation({
			name: 'Update',
			value: 'update',
			action: `Update ${noun}`,
			description: told.update,
			access,
			isStandard: true,
			on: kind,
			fields: changeProperties(fields),
			simplify: kind.simplified !== undefined,
			read(param) {
				const changes = changesFrom(fields, param);
				refuseNoChange(param, changes);
				return changes;
			},
			async act({ api, id, parent, input, shown, hint }) {
				const updated = await of(api).update(parent, id, input);
				hintDifferences(hint, `${noun} ${id}`, input, updated);
				return shown(kind, updated);
			},
		}),
	];
}
