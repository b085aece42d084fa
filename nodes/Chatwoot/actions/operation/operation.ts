import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { outputFields } from '../../../shared/fields';
import type { OperationResult, OperationWords } from '../../../shared/operation';
import { wantedOutput, wholeOutput } from '../../../shared/output';
import type { AccountApi } from '../../api';
import { keyOf } from '../kinds/kind';
import type { Kind } from '../kinds/kind';
import { accountLocator } from './account';
import type { ChatwootParameters } from '../parameters/parameters';
import type { Access, ChatwootContext, Operation } from './types';

/** The texts of an operation in the editor, and whose token it needs. */
export interface Wording extends OperationWords {
	access?: Access;
}

/** What an operation gets for one item. */
export interface Call<Input> extends ChatwootContext {
	api: AccountApi;
	/** The record that the operation is `on`. */
	id: number;
	/** The record that contains this one: the conversation of a message, the contact of a note. */
	parent: number;
	/** The result of `read`. */
	input: Input;
	/** A record as the item wants it: only the fields that workflows use, or unchanged. */
	shown<Shown extends IDataObject>(kind: Kind<Shown>, record: Shown): IDataObject;
	/** Whether only the fields that workflows use are wanted. */
	isSimple: boolean;
}

interface Common<Input> extends Wording {
	/** The parameters besides the account and the record. */
	fields?: INodeProperties[];
	/** Lets people choose how much is put out, which `shown` obeys. */
	simplify?: boolean;
	/** Reads and checks all parameters before any request is made. */
	read?(param: ChatwootParameters, context: ChatwootContext): Input | Promise<Input>;
	/**
	 * Items with the same key run one after another; by default the key of the record, if there is
	 * one.
	 */
	orderKey?(context: ChatwootContext): string | undefined;
	isStandard?: boolean;
	/** It asks a person and returns a `Waiting`. */
	asks?: boolean;
}

/** Works in an account: the usual case. */
export interface OperationSpec<Input> extends Common<Input> {
	isOfToken?: false;
	/**
	 * The kind of record that it works on: its locator comes first, and changes to one record take
	 * turns.
	 */
	on?: Kind<never>;
	/** It changes nothing, so it does not take turns. */
	isReading?: boolean;
	/** Does the work for one item. */
	act(call: Call<Input>): Promise<OperationResult>;
}

/** When the access token is enough, there is no account parameter. */
export interface TokenOperationSpec<Input> extends Common<Input> {
	isOfToken: true;
	on?: undefined;
	isReading?: undefined;
	act(call: Omit<Call<Input>, 'api' | 'id' | 'parent'>): Promise<OperationResult>;
}

/** The one way to make an operation of the Chatwoot node. */
export function operation<Input = undefined>(
	spec: OperationSpec<Input> | TokenOperationSpec<Input>,
): Operation {
	const { name, value, action, description, access, on, isStandard, asks } = spec;
	return {
		name,
		value,
		action,
		description,
		access,
		isStandard,
		asks,
		properties: [
			...(spec.isOfToken ? [] : [accountLocator]),
			...(on?.parent ? [on.parent.locator] : []),
			...(on ? [on.locator] : []),
			...withSimplify(spec),
		],
		orderKey: spec.orderKey ?? lockOf(spec),
		async run(context) {
			const { param, baseUrl, publicUrl } = context;
			const parent = on?.parent ? param.id(on.parent.locator.name) : 0;
			const id = on ? param.id(on.locator.name) : 0;
			const input = (await spec.read?.(param, context)) as Input;
			const output = spec.simplify ? wantedOutput(param, context.hint) : wholeOutput;
			const { isSimple } = output;
			const call = (account: number) => ({
				...context,
				input,
				isSimple,
				shown: <Shown extends IDataObject>(kind: Kind<Shown>, record: Shown): IDataObject =>
					isSimple && kind.simplified
						? kind.simplified(record, { baseUrl, publicUrl, account })
						: record,
			});
			if (spec.isOfToken) return output.of(await spec.act(call(0)));
			const api = await context.account();
			return output.of(await spec.act({ ...call(api.id), api, id, parent }));
		},
	};
}

/** Changes to a record run one after another, in input order: the servers have no lock. */
function lockOf({
	on,
	isReading,
}: {
	on?: Kind<never>;
	isReading?: boolean;
}): Operation['orderKey'] {
	if (!on || isReading) return undefined;
	const locked = on.parent ?? on;
	return ({ param }) => keyOf(locked, param.id(locked.locator.name));
}

/** How much is put out is asked above the collection of optional fields, which comes last. */
export function withSimplify({
	fields = [],
	simplify,
}: Pick<Common<never>, 'fields' | 'simplify'>): INodeProperties[] {
	if (!simplify) return fields;
	const isLast = ({ name }: INodeProperties) => name === 'additionalFields';
	return [...fields.filter((field) => !isLast(field)), ...outputFields, ...fields.filter(isLast)];
}
