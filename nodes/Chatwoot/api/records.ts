import type { IDataObject } from 'n8n-workflow';
import { MultipartForm } from '../../shared/multipart';
import type { FilePart } from '../../shared/multipart';
import type { ApiRequest, Requester, Result } from '../../shared/request';
import { recordIn } from './answers';

/** A list of an account that comes whole, without paging (chatwoot.md §9). */
export class WholeListApi<Record> {
	private known?: Promise<Result<Record[]>>;

	constructor(
		protected readonly requester: Requester,
		protected readonly path: string,
	) {}

	/** All that the token's user may see; asked once per execution. Bots are refused with 401. */
	async attemptList(): Promise<Result<Record[]>> {
		this.known ??= this.ask();
		const result = await this.known;
		if ('error' in result) this.known = undefined;
		return result;
	}

	async list(): Promise<Record[]> {
		const result = await this.attemptList();
		if ('error' in result) throw result.error;
		return result.body;
	}

	/** To be called when an entry was written: the next reading asks again. */
	protected forget(): void {
		this.known = undefined;
	}

	private async ask(): Promise<Result<Record[]>> {
		const { requester, path } = this;
		const result = await requester.attempt({ method: 'GET', path });
		if ('error' in result) return result;
		return { body: this.listIn(result.body) };
	}

	/** The list in an answer; some come in an envelope. */
	protected listIn(answer: unknown): Record[] {
		return Array.isArray(answer) ? answer : (answer as { payload: Record[] }).payload;
	}
}

/** A list that comes whole, with the calls to read and write one of its records. */
export abstract class RecordsApi<Record extends IDataObject> extends WholeListApi<Record> {
	/** As people call one of them. */
	protected abstract readonly noun: string;

	/** What a refusal of new values most likely means. */
	protected readonly hint?: string;

	/** Asks for one record; throws when there is none. */
	async get(id: number): Promise<Record> {
		return bodyOrThrow(await this.attemptGet(id));
	}

	/** Like `get`, for callers that have an answer to its absence. */
	async attemptGet(id: number): Promise<Result<Record>> {
		const path = `${this.path}/${id}`;
		return this.checked(await this.requester.attempt({ method: 'GET', path }));
	}

	/** A picture follows in a request of its own: beside one, every value is text (chatwoot.md §13 Multipart). */
	async create(fields: IDataObject, avatar?: FilePart): Promise<Record> {
		const created = bodyOrThrow(await this.attemptCreate(fields));
		if (!avatar) return created;
		const id = Number(created.id);
		return bodyOrThrow(this.completed(id, 'avatar', await this.attemptPicture(id, avatar)));
	}

	/** Like `create`, for callers that have an answer to a refusal. */
	async attemptCreate(fields: IDataObject): Promise<Result<Record>> {
		const { path, hint } = this;
		return await this.write({ method: 'POST', path, hint, body: this.bodyOf(fields) });
	}

	/** Changes what `fields` names; an empty change is refused by the server (chatwoot.md §2). */
	async update(id: number, fields: IDataObject, avatar?: FilePart): Promise<Record> {
		if (!avatar) return bodyOrThrow(await this.attemptUpdate(id, fields));
		const step = this.requester.steps();
		if (Object.keys(fields).length > 0) await step(async () => await this.update(id, fields));
		return await step(async () => bodyOrThrow(await this.attemptPicture(id, avatar)));
	}

	/** Takes the picture away, of kinds that have one. */
	async deleteAvatar(id: number): Promise<void> {
		this.forget();
		await this.requester.send({ method: 'DELETE', path: `${this.path}/${id}/avatar` });
	}

	private async attemptPicture(id: number, avatar: FilePart): Promise<Result<Record>> {
		const path = `${this.path}/${id}`;
		return await this.write({ method: 'PATCH', path, form: pictureForm('avatar', avatar) });
	}

	/** What came of completing a new record; an error says that the record is there. */
	protected completed(id: number, what: string, result: Result<Record>): Result<Record> {
		if (!('error' in result)) return result;
		const { problem } = result;
		const message = `The ${this.noun} ${id} was created, but without its ${what}: ${problem.message}`;
		return { problem, error: this.requester.error({ ...problem, message }) };
	}

	/** Like `update`, for callers that have an answer to a refusal. */
	async attemptUpdate(id: number, fields: IDataObject): Promise<Result<Record>> {
		const path = `${this.path}/${id}`;
		return await this.write({ method: 'PATCH', path, hint: this.hint, body: this.bodyOf(fields) });
	}

	async delete(id: number): Promise<void> {
		bodyOrThrow(await this.attemptDelete(id));
	}

	/** Like `delete`, for callers to whom it is all the same if it is gone already. */
	async attemptDelete(id: number): Promise<Result> {
		this.forget();
		return await this.requester.attempt({ method: 'DELETE', path: `${this.path}/${id}` });
	}

	/** One record out of the list, for kinds that the server cannot be asked for one by one. */
	protected async pick(id: number): Promise<Record> {
		const found = (await this.list()).find((record) => record.id === id);
		if (found) return found;
		throw this.requester.error({
			message: `Chatwoot did not find ${this.noun} ${id}`,
			description: 'It does not exist or was deleted. Its ID is in the output of Get Many.',
			status: 404,
		});
	}

	protected bodyOf(fields: IDataObject): IDataObject {
		return fields;
	}

	/** The record in an answer; some come in an envelope. */
	protected unwrapped(answer: unknown): Record {
		return answer as Record;
	}

	private checked(result: Result): Result<Record> {
		return 'error' in result ? result : { body: recordIn(this.unwrapped(result.body)) };
	}

	private async write(request: ApiRequest): Promise<Result<Record>> {
		const result = await this.requester.attempt(request);
		// A lost answer may have been a success.
		this.forget();
		return this.checked(result);
	}
}

function bodyOrThrow<Body>(result: Result<Body>): Body {
	if ('error' in result) throw result.error;
	return result.body;
}

/** A form that holds a picture only, anew for every attempt. */
export function pictureForm(name: string, avatar: FilePart): () => MultipartForm {
	return () => {
		const form = new MultipartForm();
		form.append(name, avatar);
		return form;
	};
}
