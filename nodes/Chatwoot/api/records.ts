import type { IDataObject } from 'n8n-workflow';
import { listOf, nothing, record } from '../../shared/answers';
import type { Answer } from '../../shared/answers';
import { isObject } from '../../shared/json';
import { MultipartForm } from '../../shared/multipart';
import type { FilePart } from '../../shared/multipart';
import { bodyOf } from '../../shared/request';
import type { ApiRequest, Result } from '../../shared/request';
import { AccountPart } from './account-part';
import type { AccountPlace } from './account-part';

/** How the server keeps one kind of record (chatwoot.md §9). */
export interface RecordSpec {
	/** The name for people: `canned response`. */
	noun: string;
	/** The last part of the path of the list: `canned_responses`. */
	path: string;
	/** The key under which requests have to put the fields. */
	bodyKey?: string;
	/** The keys that lead to the list in its answer. */
	listIn?: string[];
	/** The keys that lead to the record in the answer to a request about one. */
	recordIn?: string[];
	/** The form of the answer to a deletion, if it is not empty. */
	deleted?: Answer<unknown>;
	/** The form of the answer to the deletion of a picture, if it is not the record. */
	pictureDeleted?: Answer<unknown>;
	/** There is no call for a single record: it is taken from the list. */
	isOnlyListed?: boolean;
	/** The server crashes when an unknown record is changed, so it is looked up first. */
	isUnknownACrash?: boolean;
	/** What a refusal of new values most likely means. */
	hint?: string;
}

/** A list without pages, with the calls to read and write one of its records. */
export class RecordsApi<Record extends IDataObject> extends AccountPart {
	private known?: Promise<Result<Record[]>>;

	constructor(
		place: AccountPlace,
		protected readonly spec: RecordSpec,
	) {
		super(place);
	}

	/** `/api/v1/accounts/1/canned_responses` */
	protected get path(): string {
		return `${this.account}/${this.spec.path}`;
	}

	/** `/api/v1/accounts/1/canned_responses/6` */
	protected async pathOf(id: number): Promise<string> {
		return `${this.path}/${id}`;
	}

	/**
	 * All records that the token's user may see; requested once per execution. Bots are refused with
	 * 401.
	 */
	async attemptList(): Promise<Result<Record[]>> {
		this.known ??= this.ask();
		const result = await this.known;
		if ('error' in result) this.known = undefined;
		return result;
	}

	async list(): Promise<Record[]> {
		return bodyOf(await this.attemptList());
	}

	/** Call this after writing a record: the next read asks the server again. */
	protected forget(): void {
		this.known = undefined;
	}

	protected async ask(query?: ApiRequest['query']): Promise<Result<Record[]>> {
		const { path, spec } = this;
		const list = listOf<Record>(record);
		// Some servers wrap some lists in an envelope, others do not (chatwoot.md §14).
		const answer: Answer<Record[]> = (body) =>
			list(withoutEnvelope(spec.listIn ?? ['payload'], body));
		return await this.requester.attempt({ method: 'GET', path, query, answer });
	}

	/** Asks for one record; throws when there is none. */
	async get(id: number): Promise<Record> {
		return this.spec.isOnlyListed ? await this.pick(id) : bodyOf(await this.attemptGet(id));
	}

	protected async pick(id: number): Promise<Record> {
		const found = (await this.list()).find((record) => record.id === id);
		if (found) return found;
		throw this.requester.error({
			message: `Chatwoot did not find ${this.spec.noun} ${id}`,
			description: 'It does not exist or was deleted. Its ID is in the output of Get Many.',
			status: 404,
		});
	}

	/** Like `get`, for callers that can handle its absence. */
	async attemptGet(id: number): Promise<Result<Record>> {
		const path = await this.pathOf(id);
		return await this.requester.attempt({ method: 'GET', path, answer: this.one });
	}

	/**
	 * A picture goes in a request of its own: in a form with one, every value is text (chatwoot.md
	 * §13 Multipart).
	 */
	async create(fields: IDataObject, avatar?: FilePart): Promise<Record> {
		const created = bodyOf(await this.attemptCreate(fields));
		if (!avatar) return created;
		const id = Number(created.id);
		return bodyOf(this.completed(id, 'avatar', await this.attemptPicture(id, avatar)));
	}

	/** Like `create`, for callers that can handle a refusal. */
	async attemptCreate(fields: IDataObject): Promise<Result<Record>> {
		const { hint } = this.spec;
		return await this.write({ method: 'POST', path: this.path, hint, body: this.wrapped(fields) });
	}

	/** Changes what `fields` names; an empty change is refused by the server (chatwoot.md §2). */
	async update(id: number, fields: IDataObject, avatar?: FilePart): Promise<Record> {
		if (this.spec.isUnknownACrash) await this.get(id);
		if (!avatar) return bodyOf(await this.attemptUpdate(id, fields));
		const step = this.requester.steps();
		if (Object.keys(fields).length > 0) await step(async () => await this.update(id, fields));
		return await step(async () => bodyOf(await this.attemptPicture(id, avatar)));
	}

	/** Makes a copy, for kinds that have a call for this. */
	async copy(id: number): Promise<Record> {
		const path = `${await this.pathOf(id)}/clone`;
		return bodyOf(await this.write({ method: 'POST', path, body: {} }));
	}

	/** Removes the picture, for kinds that have one. */
	async deleteAvatar(id: number): Promise<void> {
		this.forget();
		const path = `${await this.pathOf(id)}/avatar`;
		const { pictureDeleted: answer = this.one } = this.spec;
		await this.requester.send<unknown>({ method: 'DELETE', path, answer });
	}

	private async attemptPicture(id: number, avatar: FilePart): Promise<Result<Record>> {
		const path = await this.pathOf(id);
		return await this.write({ method: 'PATCH', path, form: pictureForm('avatar', avatar) });
	}

	/** The result of completing a new record; an error says that the record already exists. */
	protected completed(id: number, what: string, result: Result<Record>): Result<Record> {
		if (!('error' in result)) return result;
		const { problem } = result;
		const message = `The ${this.spec.noun} ${id} was created, but without its ${what}: ${problem.message}`;
		return { problem, error: this.requester.error({ ...problem, message }) };
	}

	/** Like `update`, for callers that can handle a refusal. */
	async attemptUpdate(id: number, fields: IDataObject): Promise<Result<Record>> {
		const path = await this.pathOf(id);
		return await this.write({
			method: 'PATCH',
			path,
			hint: this.spec.hint,
			body: this.wrapped(fields),
		});
	}

	async delete(id: number): Promise<void> {
		if (this.spec.isUnknownACrash) await this.get(id);
		bodyOf(await this.attemptDelete(id));
	}

	/** Like `delete`, for callers that do not mind if it is already gone. */
	async attemptDelete(id: number): Promise<Result> {
		this.forget();
		const path = await this.pathOf(id);
		const { deleted = nothing } = this.spec;
		return await this.requester.attempt({ method: 'DELETE', path, answer: deleted });
	}

	protected wrapped(fields: IDataObject): IDataObject {
		const { bodyKey } = this.spec;
		return bodyKey === undefined ? fields : { [bodyKey]: fields };
	}

	private readonly one: Answer<Record> = (body) =>
		record(withoutEnvelope(this.spec.recordIn ?? [], body));

	private async write(request: ApiRequest): Promise<Result<Record>> {
		const result = await this.requester.attempt({ ...request, answer: this.one });
		// Even without an answer, the write may have succeeded.
		this.forget();
		return result;
	}
}

/**
 * The value under these keys of an answer; some calls answer without the envelope that others have.
 */
function withoutEnvelope(keys: string[], answer: unknown): unknown {
	return keys.reduce(
		(part, key) => (isObject(part) && Object.hasOwn(part, key) ? part[key] : part),
		answer,
	);
}

/** A form with only a picture, built anew for each attempt. */
export function pictureForm(name: string, avatar: FilePart): () => MultipartForm {
	return () => {
		const form = new MultipartForm();
		form.append(name, avatar);
		return form;
	};
}
