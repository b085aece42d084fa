import type { IBinaryData, IDataObject } from 'n8n-workflow';
import type { AnswerAddress } from '../../../shared/asking/waiting';
import type { FetchedFile } from '../../../shared/fetch-file';
import type { Hint } from '../../../shared/hints';
import type { FilePart } from '../../../shared/multipart';
import type { Operation as AnyOperation, Resource as AnyResource } from '../../../shared/operation';
import type { FileStream } from '../../../shared/request';
import type { Addresses } from '../../../shared/web-address';
import type { AccountApi, ChatwootApi } from '../../api';
import type { Kind } from '../kinds/kind';
import type { ChatwootParameters } from '../parameters/parameters';

/** What an operation of the Chatwoot node works with for one item. */
export interface ChatwootContext extends Addresses {
	chatwoot: ChatwootApi;
	param: ChatwootParameters;
	/**
	 * The account that the item names, or the only one of the token. It may have to be asked for, so
	 * read and check all parameters before.
	 */
	account(): Promise<AccountApi>;
	/** The files in the item's binary fields; refused when one is missing. */
	files(properties: string[]): Promise<FilePart[]>;
	/** A file behind a public address, fetched without any credential. */
	fetchFile(url: string): Promise<FetchedFile>;
	/** A file that came from Chatwoot, to be put out. */
	store(content: FileStream, name: string, type: string): Promise<IBinaryData>;
	/** Where a person answers the question of this execution. */
	answerAddress: AnswerAddress;
	/** Shows a hint beside the output, once per run however many items give it. */
	hint: Hint;
}

/**
 * Whose access token an operation takes (chatwoot.md §1): only that of an administrator, or also
 * that of an agent bot, perhaps on a condition. Any user's where nothing is said.
 */
export type Access = 'administrator' | 'bots' | { bots: string };

export interface Operation extends AnyOperation<ChatwootContext> {
	access?: Access;
	/** Others have the same form: every kind of record, every report. It needs no file of its own. */
	isStandard?: boolean;
}

export interface Resource extends AnyResource<ChatwootContext> {
	description: string;
	operations: Operation[];
	/** The kind of thing that it is about: its picker in the editor is made from this. */
	kind?: Kind<IDataObject>;
}
