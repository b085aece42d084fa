import { NodeOperationError } from 'n8n-workflow';
import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { fileFromItem } from '../../shared/binary';
import { hinter } from '../../shared/hints';
import type { Hint } from '../../shared/hints';
import type { FilePart } from '../../shared/multipart';
import type { Operation as AnyOperation, Resource as AnyResource } from '../../shared/operation';
import { executionOptions } from '../../shared/options';
import { Requester } from '../../shared/request';
import type { FileStream } from '../../shared/request';
import { TwakeApi } from '../api';
import { enteredIn } from '../api/login';
import { twakeService } from '../api/service';
import { TwakeParameters } from './parameters';

/** What an operation of the Twake node works with for one item. */
export interface TwakeContext {
	twake: TwakeApi;
	param: TwakeParameters;
	/** The file in one of the item's binary fields, to be sent. */
	file(property: string): Promise<FilePart>;
	/** A file that came from Twake, to be put out. */
	store(content: FileStream, name: string, type: string): Promise<IBinaryData>;
	/** Shows a hint beside the output, once per run however many items give it. */
	hint: Hint;
}

export type Operation = AnyOperation<TwakeContext>;
export type Resource = AnyResource<TwakeContext>;

/** Opens the credential for an execution and gives each item its context. */
export async function openTwake(
	execution: IExecuteFunctions,
): Promise<(index: number, operation: Operation) => TwakeContext> {
	const credentials = await execution.getCredentials(twakeService.credential);
	if (enteredIn(credentials).isLegacy) {
		throw new NodeOperationError(
			execution.getNode(),
			'This node needs the application API, but the credential is set to Legacy',
			{ description: 'Set API Generation to "Application API" in the Twake credential.' },
		);
	}
	const requester = await Requester.open(execution, twakeService, executionOptions(execution));
	const twake = new TwakeApi(requester);
	const hint = hinter(execution);
	return (index, { properties }) => ({
		twake,
		hint,
		param: new TwakeParameters(execution, index, properties),
		file: async (property) => await fileFromItem(execution, index, property),
		store: async (content, name, type) =>
			await execution.helpers.prepareBinaryData(content, name, type),
	});
}
