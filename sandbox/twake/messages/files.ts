import { isDeepStrictEqual } from 'node:util';
import type { State } from '../state/state';
import type { Json, Message } from '../state/types';

/**
 * Makes the given files those of the message, and stores the message again if that changed it.
 * A reference to an uploaded file that is no {company_id, id} is dropped, one to an unknown file is
 * kept; a file without metadata is kept and fails later: twake.md §5.
 */
export function attachFiles(state: State, message: Message, given: Json[]): void {
	if (!given.length && !message.files?.length) return;
	const old = state.message(message.thread_id, message.id)?.files ?? [];
	message.files = [];
	for (const file of given) {
		const metadata = file.metadata as Json | undefined;
		const external = metadata?.external_id as Json | string | undefined;
		const internal = metadata?.source === 'internal';
		if (internal && !message.files.length && !isReference(external)) continue;
		const known = old.find((f) => f.id && sameFile(f.metadata, metadata));
		message.files.push({
			message_id: message.id,
			id: known?.id ?? state.clock.uuid(),
			thread_id: message.thread_id,
			company_id: file.company_id || message.cache?.company_id,
			created_at: file.created_at || state.clock.now(),
			...(metadata && { metadata: internal ? describe(state, metadata) : metadata }),
			cache: { ...message.cache, user_id: message.user_id },
		});
	}
	const files = message.files;
	const stored = state.message(message.thread_id, message.id);
	if (stored) state.store({ ...stored, files });
}

const isReference = (external: Json | string | undefined) =>
	typeof external === 'object' && Boolean(external.company_id && external.id);

const sameFile = (a: Json | undefined, b: Json | undefined) =>
	a?.source === b?.source && isDeepStrictEqual(a?.external_id, b?.external_id);

/** The server decides name, type and size of an uploaded file (twake.md [323]). */
function describe(state: State, metadata: Json): Json {
	const reference = metadata.external_id as Json | undefined;
	const file = state.files.get(String(reference?.id));
	if (!file || file.company_id !== reference?.company_id) return metadata;
	return {
		...metadata,
		...(file.metadata && { mime: file.metadata.mime, name: file.metadata.name }),
		...(file.upload_data && { size: file.upload_data.size }),
		thumbnails: metadata.thumbnails ?? file.thumbnails,
	};
}
