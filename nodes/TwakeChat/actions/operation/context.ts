import type { IBinaryData } from 'n8n-workflow';
import type { AnswerAddress } from '../../../shared/asking/waiting';
import type { ReadFile } from '../../../shared/binary';
import type { Hint } from '../../../shared/hints';
import type { Operation as AnyOperation, Resource as AnyResource } from '../../../shared/operation';
import type { FileStream } from '../../../shared/request';
import type { TwakeChatApi } from '../../api';
import type { TwakeChatParameters } from './parameters';

/** What an operation of the Twake Chat node gets for one item. */
export interface TwakeChatContext {
	chat: TwakeChatApi;
	param: TwakeChatParameters;
	/** Identifies this item's writes to the server, even if the execution is retried. */
	own: string;
	/** The file in one of the item's binary fields, for sending. */
	file: ReadFile;
	/** Stores a file from the server for the output. */
	store(content: FileStream, name: string, type: string): Promise<IBinaryData>;
	asking: AskingTools;
	/** Shows a hint beside the output, once per run however many items give it. */
	hint: Hint;
}

/** What an item needs to ask a person. */
export interface AskingTools {
	/** The address at which a person answers the question of this execution. */
	address: AnswerAddress;
	/** The secret of the item's question, the same if the execution is retried. */
	secret: string;
	/** This n8n, as questions name it. */
	n8n: string;
}

export type Operation = AnyOperation<TwakeChatContext>;
export type Resource = AnyResource<TwakeChatContext>;
