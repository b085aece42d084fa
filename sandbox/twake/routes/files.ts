import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Query } from '../messages/pages';
import { HttpError, notFound } from '../http/errors';
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
		if (file?.company_id !== company) throw notFound('File not found');
		return file;
	};

	// Without a multipart body, and that is all that is relayed, there is a record only [320].
	app.post<Call>(URL, async (request) => {
		const { actor, params, query } = request;
		const now = state.clock.now();
		const file: StoredFile = {
			company_id: params.company,
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
		const part = request.isMultipart() ? await request.file() : undefined;
		if (!part) return { resource: file };
		const content = await part.toBuffer();
		state.contents.set(file.id, content);
		file.metadata = {
			name: query.filename || part.filename,
			mime: query.type || part.mimetype,
			thumbnails_status: 'waiting',
		};
		const chunks = parseInt(query.total_chunks ?? '', 10) || 1;
		file.upload_data = { size: content.length, chunks };
		return { resource: file };
	});

	app.get<Call>(`${URL}/:file`, async ({ params }) => ({ resource: fileOf(params) }));

	app.delete<Call>(`${URL}/:file`, async ({ params }) => {
		const file = fileOf(params);
		state.files.delete(file.id);
		state.contents.delete(file.id);
		return { status: 'success' };
	});
}

/** Apart from the other routes: a download asks for no token: twake-api.md §8. */
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
