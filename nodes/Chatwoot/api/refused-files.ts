import type { Problem } from '../../shared/errors';
import type { FilePart } from '../../shared/multipart';
import { TOO_LARGE, withInstead } from '../../shared/refused-files';
import type { Result } from '../../shared/request';
import type { NewMessage } from './new-message';

/** A message, and what stands below its text if the server refuses its files for good. */
export interface MessageWithFiles {
	message: NewMessage;
	files: FilePart[];
	insteadOfFiles?: string;
}

/** What the server answered, and why the files were left out, if they were. */
export interface Sent<T> {
	body: T;
	filesRefused?: string;
}

/**
 * Sends a message; without its files if the server will never take them and there is something to
 * say then. Nothing of a refused message stays behind, nor of a conversation that was to begin with
 * it (chatwoot.md §5 POST A/conversations).
 */
export async function sendOrDoWithout<T>(
	{ message, files, insteadOfFiles }: MessageWithFiles,
	attempt: (message: NewMessage, files: FilePart[]) => Promise<Result<T>>,
): Promise<Sent<T>> {
	const result = await attempt(message, files);
	if ('body' in result) return result;
	const { error, problem } = result;
	if (files.length === 0 || insteadOfFiles === undefined || !isOfFiles(problem)) throw error;
	const content = withInstead(message.content, insteadOfFiles);
	const rest = await attempt({ ...message, content, is_voice_message: undefined }, []);
	if ('error' in rest) throw rest.error;
	return { ...rest, filesRefused: problem.message };
}

/** What website inboxes say, behind the name of the field (chatwoot.md [427, 436]). */
const FILE_REFUSED = /size is too big|type not supported/i;

/**
 * Whether a message was refused because of its files, which are not taken the next time either: by
 * the inbox, or by the size of the request.
 */
function isOfFiles({ status, message }: Problem): boolean {
	return status === TOO_LARGE || (status === 422 && FILE_REFUSED.test(message));
}
