import type { IBinaryData, IDataObject } from 'n8n-workflow';
import type { Knock } from '../../../shared/asking/knock';
import type { AnswerAddress } from '../../../shared/asking/waiting';
import type { ReadFile } from '../../../shared/binary';
import type { FetchedFile } from '../../../shared/fetch-file';
import type { Hint } from '../../../shared/hints';
import type { Operation as AnyOperation, Resource as AnyResource } from '../../../shared/operation';
import type { FileStream } from '../../../shared/request';
import type { Addresses } from '../../../shared/web-address';
import type { AccountApi, ChatwootApi } from '../../api';
import type { Kind } from '../kinds/kind';
import type { ChatwootParameters } from '../parameters/parameters';

/** What an operation of the Chatwoot node gets for one item. */
export interface ChatwootContext extends Addresses {
	chatwoot: ChatwootApi;
	param: ChatwootParameters;
	/**
	 * The account that the item names, or the token's only one. This may need a request, so read and
	 * check all parameters first.
	 */
	account(): Promise<AccountApi>;
	/** The file in one of the item's binary fields; refused when it is missing. */
	file: ReadFile;
	/** A file behind a public address, fetched without any credential. */
	fetchFile(url: string): Promise<FetchedFile>;
	/** Stores a file from Chatwoot for the output. */
	store(content: FileStream, name: string, type: string): Promise<IBinaryData>;
	/** The address at which a person answers the question of this execution. */
	answerAddress: AnswerAddress;
	/** Tells whether a question is over, by its address. */
	knock: Knock;
	/** Shows a hint beside the output, once per run however many items give it. */
	hint: Hint;
}

/**
 * Whose access token an operation accepts (chatwoot.md §1): only an administrator's, or also an
 * agent bot's, possibly under a condition. If nothing is said, any user's.
 */
export type Access = 'administrator' | 'bots' | { bots: string };

export interface Operation extends AnyOperation<ChatwootContext> {
	access?: Access;
	/**
	 * Others have the same form, such as each kind of record or report, so it needs no file of its
	 * own.
	 */
	isStandard?: boolean;
}

export interface Resource extends AnyResource<ChatwootContext> {
	description: string;
	operations: Operation[];
	/** The kind of record that it is about: the picker in the editor is made from this. */
	kind?: Kind<IDataObject>;
}
