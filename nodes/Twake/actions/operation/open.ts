import { NodeOperationError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';
import { answerAddresses } from '../../../shared/asking/waiting';
import { filesOfItem, storeFile } from '../../../shared/binary';
import { hinter } from '../../../shared/hints';
import { executionOptions } from '../../../shared/execution-options';
import { Requester } from '../../../shared/request';
import { TwakeApi } from '../../api';
import { legacyService } from '../../api/legacy-service';
import { enteredIn } from '../../api/login';
import { twakeService } from '../../api/service';
import { ApplicationPosts } from '../posting/application-posts';
import { LegacyPosts, NOT_IN_LEGACY_API } from '../posting/legacy-posts';
import type { Operation, TwakeContext } from './context';
import { TwakeParameters } from './parameters';

/** Opens the credential for an execution and gives each item its context. */
export async function openTwake(
	execution: IExecuteFunctions,
): Promise<(index: number, operation: Operation) => TwakeContext> {
	const { isLegacy, applicationId } = enteredIn(
		await execution.getCredentials(twakeService.credential),
	);
	const service = isLegacy ? legacyService : twakeService;
	const requester = await Requester.open(execution, service, executionOptions(execution));
	const twake = new TwakeApi(requester, applicationId);
	const hint = hinter(execution);
	const answerAddress = answerAddresses(execution);
	const { baseUrl, publicUrl } = requester;
	const server = { baseUrl, publicUrl, isLegacy };
	return (index, operation) => {
		const param = new TwakeParameters(execution, index, operation.properties, server);
		if (isLegacy) refuseWhatLegacyLacks(execution, param, operation);
		const file = filesOfItem(execution, index, param);
		return {
			...{ twake, param, hint, file, answerAddress },
			posts: isLegacy ? new LegacyPosts(requester) : new ApplicationPosts(twake, file),
			store: async (content, name, type) => await storeFile(execution.helpers, content, name, type),
		};
	};
}

function refuseWhatLegacyLacks(
	execution: IExecuteFunctions,
	param: TwakeParameters,
	{ action, inLegacyApi }: Operation,
): void {
	if (!inLegacyApi) {
		throw new NodeOperationError(
			execution.getNode(),
			`Twake’s legacy API cannot do this: ${action}`,
			{
				itemIndex: param.itemIndex,
				description:
					'It can create threads, reply, update and delete messages. If the server is from 2022 or later, set API Generation to "Application API" in the Twake credential.',
			},
		);
	}
	const given = NOT_IN_LEGACY_API.find((path) => !['', 'none'].includes(param.names(path).join()));
	if (given) param.refuse(given, 'is not possible with Twake’s legacy API', 'Leave it empty.');
}
