import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';
import { executionOptions } from '../../shared/options';
import type { Operation as AnyOperation, Resource as AnyResource } from '../../shared/operation';
import { Requester } from '../../shared/request';
import { TwakeApi } from '../api';
import { enteredIn } from '../api/login';
import { twakeService } from '../api/service';
import { TwakeParameters } from './parameters';

/** What an operation of the Twake node works with for one item. */
export interface TwakeContext {
	twake: TwakeApi;
	param: TwakeParameters;
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
	return (index, { properties }) => ({
		twake,
		param: new TwakeParameters(execution, index, properties),
	});
}
