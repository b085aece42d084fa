import type { INodeProperties } from 'n8n-workflow';
import { fieldsInOrder } from '../../../shared/fields';
import type { Hint } from '../../../shared/hints';
import { readOnce } from '../../../shared/operation';
import type { OperationResult, OperationWords } from '../../../shared/operation';
import { outputOf } from '../../../shared/output';
import type { Self } from '../../api/output';
import type { Operation, TwakeContext } from './context';
import type { TwakeParameters } from './parameters';

/** What an operation works on: the fields that name it, and how to read them. */
export interface Target<Place> {
	fields: INodeProperties[];
	/** Its fields mostly stay empty, so they come after those of the operation. */
	isMostlyEmpty?: true;
	read(param: TwakeParameters): Place;
}

/** What an operation gets once all parameters have been read. */
export interface Call<Place, Input> extends Omit<TwakeContext, 'param'> {
	/** Where the thing is that the operation works on. */
	place: Place;
	/** The result of `read`. */
	input: Input;
	/** Whether the application may join a thread, for operations that have to. */
	mayJoin: boolean;
	/** Ends the item with a sentence about one parameter: `"Channel" does not exist`. */
	refuse: TwakeParameters['refuse'];
}

/** The declaration of an operation, as its file contains it. */
interface OperationSpec<Place, Input, Thing> extends OperationWords {
	/** What it works on. These fields come first, unless they mostly stay empty. */
	on?: Target<Place>;
	fields?: INodeProperties[];
	/** The rarely used fields: in one collection at the end, sorted by name. */
	additional?: INodeProperties[];
	/** It may have to join a thread that somebody else started, which users can forbid. */
	joins?: true;
	inLegacyApi?: true;
	/** It asks a person and returns a `Waiting`. */
	asks?: true;
	/** Items with the same key run one after another, in their order. */
	orderKey?(place: NoInfer<Place>, input: NoInfer<Input>): string;
	/** Reads and checks the fields, before any request. */
	read?(param: TwakeParameters, hint: Hint): Input;
	/** Does the work for one item. */
	act(call: Call<NoInfer<Place>, NoInfer<Input>>): Promise<Thing | Thing[]>;
	/** What Simplify leaves of a thing in the output; without it there is no such choice. */
	simplify?(thing: Thing, self: Self): object;
	/** The output without Simplify, if it is not the thing itself. */
	raw?(thing: Thing): object;
}

/** The one way to make an operation of the Twake node. */
export function operation<Place = undefined, Input = undefined, Thing = OperationResult>(
	spec: OperationSpec<Place, Input, Thing>,
): Operation {
	const { name, value, action, description, inLegacyApi, asks } = spec;
	const { orderKey, act, simplify, raw } = spec;
	const readingOf = readOnce(({ param, hint }: TwakeContext) => ({
		target: spec.on?.read(param) as Place,
		input: spec.read?.(param, hint) as Input,
	}));
	return {
		name,
		value,
		action,
		description,
		inLegacyApi,
		asks,
		properties: propertiesOf(spec),
		orderKey:
			orderKey &&
			((context) => {
				const { target, input } = readingOf(context);
				return orderKey(target, input);
			}),
		async run(context) {
			const { param, ...tools } = context;
			const { target, input } = readingOf(context);
			const place = await context.twake.application.withCompany(target);
			const mayJoin = param.optionalBoolean('additionalFields.joinThread') ?? true;
			const { self } = context.twake;
			const putOut = outputOf<Thing>(param, context.hint, {
				simplify: simplify && ((thing) => simplify(thing, self)),
				raw,
			});
			const refuse: Call<Place, Input>['refuse'] = (...problem) => param.refuse(...problem);
			return putOut(await act({ ...tools, place, input, mayJoin, refuse }));
		},
	};
}

function propertiesOf<Place, Input, Thing>(
	spec: OperationSpec<Place, Input, Thing>,
): INodeProperties[] {
	const { on, fields = [], additional = [], joins, simplify } = spec;
	const place = on?.fields ?? [];
	return fieldsInOrder({
		fields: on?.isMostlyEmpty ? [...fields, ...place] : [...place, ...fields],
		isSimplified: simplify !== undefined,
		rarer: [...additional, ...(joins ? [joinThreadField] : [])],
	});
}

const joinThreadField: INodeProperties = {
	displayName: 'Join Thread If Needed',
	name: 'joinThread',
	type: 'boolean',
	default: true,
	description:
		'Whether the application may add itself to a thread that somebody else started. Twake refuses to let it post there otherwise.',
};
