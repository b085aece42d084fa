import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Query } from '../messages/pages';
import { HttpError } from '../http/errors';
import type { State } from '../state/state';
import type { StoredFile } from '../state/types';

const URL = '/internal/services/files/v1/companies/:company/files';

interface Call {
	Params: { company: string; file: string };
	Querystring: Query;
}

export function fileRoutes(app: FastifyInstance, state: State): void {
	const fileOf = ({ company, file: id }: Call['Params']): StoredFile => {
		const file = state.files.get(id);
		// The server does not check whether there is one.
		if (file?.company_id !== company) throw new Error('no such file');
		return file;
	};

	// Without a multipart body there is a record and no content; so it is for all that is relayed
	// (twake.md [320]).
	const save = async (request: FastifyRequest<Call>): Promise<{ resource: StoredFile }> => {
		const { actor, params, query } = request;
		const file = params.file ? fileOf(params) : newFile(state, actor, params.company);
		const part = request.isMultipart() ? await request.file() : undefined;
		if (!part) return { resource: file };
		const content = await part.toBuffer();
		const chunk = parseInt(query.chunk_number ?? '', 10) || 1;
		// Parts come in order; the first one restarts the content.
		const before = chunk > 1 ? (state.contents.get(file.id) ?? Buffer.alloc(0)) : Buffer.alloc(0);
		state.contents.set(file.id, Buffer.concat([before, content]));
		file.metadata = {
			name: query.filename || part.filename,
			mime: query.type || part.mimetype,
			thumbnails_status: 'waiting',
		};
		const chunks = parseInt(query.total_chunks ?? '', 10) || 1;
		const total = parseInt(query.total_size ?? '', 10) || 0;
		file.upload_data = { size: chunks > 1 ? total : content.length, chunks };
		const answer = { resource: structuredClone(file) };
		// A background job makes the previews.
		file.metadata.thumbnails_status = 'done';
		return answer;
	};
	app.post<Call>(URL, save);
	// Further parts of a large file: read from the server's source, not recorded.
	app.post<Call>(`${URL}/:file`, save);

	app.get<Call>(`${URL}/:file`, async ({ params }) => ({ resource: fileOf(params) }));

	app.delete<Call>(`${URL}/:file`, async ({ params }) => {
		const file = fileOf(params);
		state.files.delete(file.id);
		state.contents.delete(file.id);
		return { status: 'success' };
	});
}

function newFile(state: State, actor: FastifyRequest['actor'], company: string): StoredFile {
	const now = state.clock.now();
	const file: StoredFile = {
		company_id: company,
		id: randomUUID(),
		user_id: actor.id,
		application_id: actor.applicationId,
		updated_at: now,
		created_at: now,
		metadata: null,
		thumbnails: [],
		upload_data: null,
	};
	state.files.set(file.id, file);
	return file;
}

/** Separate from the other routes: a download needs no token: twake.md §8. */
export function downloadRoutes(app: FastifyInstance, state: State): void {
	app.get<Call>(`${URL}/:file/download`, async ({ params }, reply) => {
		const [file, content] = [state.files.get(params.file), state.contents.get(params.file)];
		if (!file?.metadata || !content) throw new HttpError(500, 'Something went wrong');
		const name = (file.metadata.name ?? '').replace(/[^a-zA-Z0-9 ]/g, '');
		return reply
			.header('content-disposition', `attachment; filename="${name}"`)
			.type(file.metadata.mime ?? 'application/octet-stream')
			.send(content);
	});
}
