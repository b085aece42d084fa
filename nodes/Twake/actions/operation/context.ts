import type { IBinaryData } from 'n8n-workflow';
import type { AnswerAddress } from '../../../shared/asking/waiting';
import type { ReadFile } from '../../../shared/binary';
import type { Hint } from '../../../shared/hints';
import type { Operation as AnyOperation, Resource as AnyResource } from '../../../shared/operation';
import type { FileStream } from '../../../shared/request';
import type { TwakeApi } from '../../api';
import type { Posts } from '../posting/posts';
import type { TwakeParameters } from './parameters';

/** What an operation of the Twake node gets for one item. */
export interface TwakeContext {
	twake: TwakeApi;
	param: TwakeParameters;
	/** How messages are posted, changed and withdrawn with this credential. */
	posts: Posts;
	/** The file in one of the item's binary fields, for sending. */
	file: ReadFile;
	/** Stores a file from Twake for the output. */
	store(content: FileStream, name: string, type: string): Promise<IBinaryData>;
	/** The address at which a person answers the question of this execution. */
	answerAddress: AnswerAddress;
	/** Shows a hint beside the output, once per run however many items give it. */
	hint: Hint;
}

export interface Operation extends AnyOperation<TwakeContext> {
	/** The legacy API supports this too: it uses only `posts` and `twake.requester`. */
	inLegacyApi?: true;
}

export type Resource = AnyResource<TwakeContext>;
