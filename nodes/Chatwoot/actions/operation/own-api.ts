import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { filesOfItem } from '../../../shared/binary';
import type { ReadFile } from '../../../shared/binary';
import { executionOptions } from '../../../shared/execution-options';
import { hinter } from '../../../shared/hints';
import type { Hint } from '../../../shared/hints';
import type {
	Operation as AnyOperation,
	OperationResult,
	OperationWords,
} from '../../../shared/operation';
import { outputOf } from '../../../shared/output';
import type { Requester, RequestLimits } from '../../../shared/request';
import type { Integration } from '../../../shared/run';
import type { Addresses } from '../../../shared/web-address';
import { ChatwootParameters } from '../parameters/parameters';
import { withSimplify } from './operation';

/** Operations of the nodes that work through an API of their own instead of in an account. */

/** What such an operation gets for one item. */
export interface OwnContext<Api> extends Addresses {
	api: Api;
	param: ChatwootParameters;
	/** The files in the item's binary fields; refused when one is missing. */
	file: ReadFile;
	/** Shows a hint beside the output, once per run however many items give it. */
	hint: Hint;
}

/** What an operation works on: the fields that name it, and how to read them. */
export interface Target<Place> {
	fields: INodeProperties[];
	read(param: ChatwootParameters): Place;
	/** Items that change what has the same key run one after another: the servers have no locks. */
	key(place: Place): string;
}

/** What an operation gets once all parameters have been read. */
export interface Call<Api, Place, Input> extends OwnContext<Api> {
	place: Place;
	input: Input;
}

/** The declaration of an operation, as its file contains it. */
interface Wanted<Api, Place, Input, Thing> extends OperationWords {
	/** What it works on. These fields come first. */
	on?: Target<Place>;
	fields?: INodeProperties[];
	/** It changes nothing, so items need no order. */
	isReading?: true;
	/** Reads and checks the fields, before any request. */
	read?(param: ChatwootParameters, context: OwnContext<Api>): Input | Promise<Input>;
	/** Does the work for one item. */
	act(call: Call<Api, NoInfer<Place>, NoInfer<Input>>): Promise<Thing | Thing[]>;
	/** What Simplify leaves of a thing in the output; without it there is no such choice. */
	simplify?(thing: NoInfer<Thing>, addresses: Addresses): object;
}

/** The one way to make an operation on this API. */
export function operationsOn<Api>() {
	return <Place = undefined, Input = undefined, Thing = OperationResult>(
		wanted: Wanted<Api, Place, Input, Thing>,
	): AnyOperation<OwnContext<Api>> => {
		const { name, value, action, description, on, fields, isReading, act, simplify } = wanted;
		return {
			...{ name, value, action, description },
			properties: [
				...(on?.fields ?? []),
				...withSimplify({ fields, simplify: simplify !== undefined }),
			],
			orderKey: ({ param }) => (on && !isReading ? on.key(on.read(param)) : undefined),
			async run(context) {
				const { param } = context;
				const place = on?.read(param) as Place;
				const input = (await wanted.read?.(param, context)) as Input;
				const putOut = outputOf<Thing>(param, context.hint, {
					simplify: simplify && ((thing) => simplify(thing, context)),
				});
				return putOut(await act({ ...context, place, input }));
			},
		};
	};
}

/** Opens the API for an execution and gives each item its context. */
export function opening<Api extends { requester: Requester }>(
	open: (execution: IExecuteFunctions, limits: RequestLimits) => Promise<Api>,
): Integration<OwnContext<Api>>['open'] {
	return async (execution) => {
		const api = await open(execution, executionOptions(execution));
		const { baseUrl, publicUrl } = api.requester;
		const hint = hinter(execution);
		return (index, { properties }) => {
			const param = new ChatwootParameters(execution, index, properties, api.requester);
			const file = filesOfItem(execution, index, param);
			return { api, hint, baseUrl, publicUrl, param, file };
		};
	};
}
