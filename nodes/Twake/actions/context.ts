import { NodeOperationError } from 'n8n-workflow';
import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { fileFromItem } from '../../shared/binary';
import { hinter } from '../../shared/hints';
import type { Hint } from '../../shared/hints';
import type { FilePart } from '../../shared/multipart';
import type { Operation as AnyOperation, Resource as AnyResource } from '../../shared/operation';
import { executionOptions } from '../../shared/execution-options';
import { Requester } from '../../shared/request';
import type { FileStream } from '../../shared/request';
import { TwakeApi } from '../api';
import { legacyService } from '../api/legacy-service';
import { enteredIn } from '../api/login';
import { twakeService } from '../api/service';
import { LegacyPosts, NOT_IN_LEGACY_API } from './legacy-posts';
import { TwakeParameters } from './parameters';
import { ApplicationPosts } from './posts';
import type { Posts } from './posts';

/** What there is for one item, whichever generation of the API the credential is for. */
export interface ItemTools {
	twake: TwakeApi;
	param: TwakeParameters;
	/** The file in one of the item's binary fields, to be sent. */
	file(property: string): Promise<FilePart>;
	/** A file that came from Twake, to be put out. */
	store(content: FileStream, name: string, type: string): Promise<IBinaryData>;
	/** Shows a hint beside the output, once per run however many items give it. */
	hint: Hint;
}

/** What an operation of the Twake node works with for one item. */
export interface TwakeContext extends ItemTools {
	/** How messages are posted, changed and deleted with this credential. */
	posts: Posts;
}

export interface Operation extends AnyOperation<TwakeContext> {
	/** The legacy API can do this too: it touches nothing but `posts` and `twake.requester`. */
	inLegacyApi?: true;
}
export type Resource = AnyResource<TwakeContext>;

/** Opens the credential for an execution and gives each item its context. */
export async function openTwake(
	execution: IExecuteFunctions,
): Promise<(index: number, operation: Operation) => TwakeContext> {
	const { isLegacy } = enteredIn(await execution.getCredentials(twakeService.credential));
	const service = isLegacy ? legacyService : twakeService;
	const requester = await Requester.open(execution, service, executionOptions(execution));
	const twake = new TwakeApi(requester);
	const hint = hinter(execution);
	return (index, operation) => {
		const param = new TwakeParameters(execution, index, operation.properties);
		if (isLegacy) refuseWhatLegacyLacks(execution, param, operation);
		const tools: ItemTools = {
			twake,
			param,
			hint,
			file: async (property) => await fileFromItem(execution, index, property),
			store: async (content, name, type) =>
				await execution.helpers.prepareBinaryData(content, name, type),
		};
		return { ...tools, posts: isLegacy ? new LegacyPosts(tools) : new ApplicationPosts(tools) };
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
