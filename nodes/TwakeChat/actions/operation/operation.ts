import type { INodeProperties } from 'n8n-workflow';
import { fieldsInOrder } from '../../../shared/fields';
import type { Hint } from '../../../shared/hints';
import { readOnce } from '../../../shared/operation';
import type { OperationResult, OperationWords } from '../../../shared/operation';
import { outputOf } from '../../../shared/output';
import { Transactions } from '../../api/transactions';
import type { Operation, TwakeChatContext } from './context';
import { messageKeyField } from './message-key';
import type { TwakeChatParameters } from './parameters';

/** What an operation works on: the fields that name it, and how to read them. */
export interface Target<Place> {
	fields: INodeProperties[];
	read(param: TwakeChatParameters): Place;
}

/** What an operation gets once all parameters have been read. */
export interface Call<Place, Input> extends Omit<TwakeChatContext, 'param' | 'own'> {
	/** Where the thing is that the operation works on; its room by ID, whatever was entered. */
	place: Place;
	/** The result of `read`. */
	input: Input;
	/** The keys by which the server recognises the item's writes. */
	transactions: Transactions;
	/** Ends the item with a sentence about one parameter: `"Room" is encrypted`. */
	refuse: TwakeChatParameters['refuse'];
}

/** The declaration of an operation, as its file contains it. */
export interface OperationSpec<Place, Input, Thing> extends OperationWords {
	/** What it works on. These fields come first. */
	on?: Target<Place>;
	fields?: INodeProperties[];
	/** The rarely used fields: in one collection at the end, sorted by name. */
	additional?: INodeProperties[];
	/** It sends a message, to which the user can give a key. */
	isKeyed?: true;
	/**
	 * Items with the same key run one after another, in their order; by default those in one room.
	 */
	orderKey?(place: NoInfer<Place>, input: NoInfer<Input>): string | undefined;
	/** It asks a person and returns a `Waiting`. */
	asks?: true;
	/** It changes nothing, so items need no order. */
	isReading?: true;
	/** Reads and checks the fields, before any request. */
	read?(param: TwakeChatParameters, hint: Hint): Input;
	/** Does the work for one item. */
	act(call: Call<NoInfer<Place>, NoInfer<Input>>): Promise<Thing | Thing[]>;
	/** What Simplify leaves of a thing in the output; without it there is no such choice. */
	simplify?(thing: Thing): object;
}

/** The one way to make an operation of the Twake Chat node. */
export function operation<Place = undefined, Input = undefined, Thing = OperationResult>(
	spec: OperationSpec<Place, Input, Thing>,
): Operation {
	const { name, value, action, description, asks, isReading, act, simplify } = spec;
	const readingOf = readOnce(({ param, hint }: TwakeChatContext) => ({
		target: spec.on?.read(param) as Place,
		input: spec.read?.(param, hint) as Input,
	}));
	return {
		name,
		value,
		action,
		description,
		asks,
		properties: propertiesOf(spec),
		orderKey(context) {
			if (isReading) return undefined;
			const { target, input } = readingOf(context);
			return spec.orderKey ? spec.orderKey(target, input) : roomOf(target);
		},
		async run(context) {
			const { param, own, ...tools } = context;
			const { target, input } = readingOf(context);
			const userKey = param.optionalText('additionalFields.messageKey')?.trim();
			const transactions = new Transactions(own, userKey);
			const putOut = outputOf(param, context.hint, { simplify });
			const refuse: Call<Place, Input>['refuse'] = (...problem) => param.refuse(...problem);
			const place = await placed(context, target);
			return putOut(await act({ ...tools, place, input, transactions, refuse }));
		},
	};
}

function roomOf(place: unknown): string | undefined {
	return (place as { room?: string } | undefined)?.room;
}

/** The place with the ID of its room instead of an alias. */
async function placed<Place>({ chat }: TwakeChatContext, place: Place): Promise<Place> {
	const room = roomOf(place);
	return room === undefined ? place : { ...place, room: await chat.rooms.idOf(room) };
}

function propertiesOf<Place, Input, Thing>(
	spec: OperationSpec<Place, Input, Thing>,
): INodeProperties[] {
	const { on, fields, additional = [], isKeyed, simplify } = spec;
	const rarer = [...additional, ...(isKeyed ? [messageKeyField] : [])];
	return fieldsInOrder({ on: on?.fields, fields, isSimplified: simplify !== undefined, rarer });
}
