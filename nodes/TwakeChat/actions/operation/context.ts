import type { IBinaryData } from 'n8n-workflow';
import type { Hint } from '../../../shared/hints';
import type { FilePart } from '../../../shared/multipart';
import type { Operation as AnyOperation, Resource as AnyResource } from '../../../shared/operation';
import type { FileStream } from '../../../shared/request';
import type { TwakeChatApi } from '../../api';
import type { TwakeChatParameters } from './parameters';

/** What there is for one item of the Twake Chat node. */
export interface TwakeChatContext {
	chat: TwakeChatApi;
	param: TwakeChatParameters;
	/** By what the server knows this item's writes again, whatever happens to the execution. */
	own: string;
	/** The file in one of the item's binary fields, to be sent. */
	file(property: string): Promise<FilePart>;
	/** A file that came from the server, to be put out. */
	store(content: FileStream, name: string, type: string): Promise<IBinaryData>;
	/** Shows a hint beside the output, once per run however many items give it. */
	hint: Hint;
}

export type Operation = AnyOperation<TwakeChatContext>;
export type Resource = AnyResource<TwakeChatContext>;
