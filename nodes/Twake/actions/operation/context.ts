import type { IBinaryData } from 'n8n-workflow';
import type { AnswerAddress } from '../../../shared/asking/waiting';
import type { Hint } from '../../../shared/hints';
import type { FilePart } from '../../../shared/multipart';
import type { Operation as AnyOperation, Resource as AnyResource } from '../../../shared/operation';
import type { FileStream } from '../../../shared/request';
import type { TwakeApi } from '../../api';
import type { Posts } from '../posting/posts';
import type { TwakeParameters } from './parameters';

/** What there is for one item of the Twake node. */
export interface TwakeContext {
	twake: TwakeApi;
	param: TwakeParameters;
	/** How messages are posted, changed and withdrawn with this credential. */
	posts: Posts;
	/** The file in one of the item's binary fields, to be sent. */
	file(property: string): Promise<FilePart>;
	/** A file that came from Twake, to be put out. */
	store(content: FileStream, name: string, type: string): Promise<IBinaryData>;
	/** Where a person answers the question of this execution. */
	answerAddress: AnswerAddress;
	/** Shows a hint beside the output, once per run however many items give it. */
	hint: Hint;
}

export interface Operation extends AnyOperation<TwakeContext> {
	/** The legacy API can do this too: it touches nothing but `posts` and `twake.requester`. */
	inLegacyApi?: true;
}

export type Resource = AnyResource<TwakeContext>;
