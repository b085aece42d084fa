import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { isObject } from '../json';
import { asked } from './door';
import type { Question } from './door';
import { storedMark } from './mark';
import type { Mark } from './mark';

/** A busy n8n answers its webhooks after several seconds (n8n.md §5). */
const TIMEOUT_MS = 30_000;

/** The most that one question asks about: n8n takes 16 MB unless told otherwise. */
const MOST_DELIVERIES = 200;
const MOST_BYTES = 1_000_000;

/**
 * How often the trigger is asked before something counts as missing: each process of n8n knows at
 * once only what it took itself, and every connection may lead to another one.
 */
const TIMES_ASKED = 8;

/** How the service signs a body. */
export type Sign = (body: Buffer) => Record<string, string>;

/** The service whose deliveries a trigger takes. */
interface Sender {
	name: string;
	sign: Sign;
	/** The way out when the trigger does not know the signature. */
	ifUnknown: string;
}

/** The trigger that a node catches up for, as reached at its own address. */
export class TriggerAddress {
	constructor(
		private readonly context: IPollFunctions,
		private readonly url: string,
		private readonly sender: Sender,
	) {}

	/** How far the trigger has everything, and what it wants. */
	async mark(): Promise<{ mark: Mark; wants: IDataObject }> {
		const { mark, wants } = await this.ask({ catch_up: 'mark' });
		const known = isObject(mark) ? storedMark({ catchUp: mark }) : undefined;
		if (!known || !isObject(wants)) throw this.noTrigger();
		return { mark: known, wants };
	}

	/** Those of the deliveries that the trigger wants and does not know, in their order. */
	async missing(deliveries: IDataObject[]): Promise<IDataObject[]> {
		const found: IDataObject[] = [];
		for (const part of parts(deliveries)) {
			let rest = part;
			for (let time = 0; time < TIMES_ASKED && rest.length > 0; time++) {
				rest = await this.unknownOf(rest);
			}
			found.push(...rest);
		}
		return found;
	}

	/** Those that the process which answers does not know. */
	private async unknownOf(deliveries: IDataObject[]): Promise<IDataObject[]> {
		const { missing } = await this.ask({ catch_up: 'missing', deliveries });
		if (!Array.isArray(missing)) throw this.noTrigger();
		const places: unknown[] = missing;
		return deliveries.filter((_, index) => places.includes(index));
	}

	async advance(mark: Mark): Promise<void> {
		await this.ask({ catch_up: 'advance', mark });
	}

	/** Gives the trigger a delivery, as the service would have. */
	async handOver(delivery: IDataObject): Promise<void> {
		await this.post(delivery);
	}

	private async ask(question: Question): Promise<IDataObject> {
		const answer = await this.post(asked(question));
		return isObject(answer) ? answer : {};
	}

	private async post(content: IDataObject): Promise<unknown> {
		const body = Buffer.from(JSON.stringify(content));
		const headers = { 'Content-Type': 'application/json', ...this.sender.sign(body) };
		const request = { method: 'POST', url: this.url, headers, body, timeout: TIMEOUT_MS } as const;
		const more = { json: false, returnFullResponse: true, ignoreHttpStatusErrors: true };
		const { statusCode, body: answer } = (await this.context.helpers
			.httpRequest({ ...request, ...more, disableFollowRedirect: true })
			.catch((error: unknown) => this.refuse(...this.silence(error)))) as Answer;
		if (statusCode === 200) return parsed(answer);
		return this.refuse(...this.refusal(statusCode));
	}

	private silence(error: unknown): Refusal {
		const { code, message } = error as { code?: string; message?: string };
		return [
			`The trigger does not answer at ${this.shown}: ${code ?? message}`,
			`n8n has to reach its own address there, as ${this.sender.name} does. Nothing is lost: the next round begins where this one began.`,
		];
	}

	private refusal(status: number): Refusal {
		if (status === 404) {
			const wayOut = 'Publish the workflow with the trigger, or choose another trigger.';
			return [`No published workflow listens at ${this.shown}`, wayOut];
		}
		if (status === 401) {
			const wayOut = `${this.sender.ifUnknown} The clocks of a cluster must not differ by more than five minutes.`;
			return [`The trigger at ${this.shown} does not know the signature`, wayOut];
		}
		if (status === 409) {
			const wayOut = 'Choose the address of a published workflow.';
			return [`A trigger that is being tested listens at ${this.shown}`, wayOut];
		}
		const wayOut = 'Nothing is lost: the next round begins where this one began.';
		return [`The trigger at ${this.shown} answered with ${status}`, wayOut];
	}

	private noTrigger(): NodeOperationError {
		return this.error([
			`What listens at ${this.shown} is no ${this.sender.name} Trigger that can catch up`,
			`Choose the address of a ${this.sender.name} Trigger of this package.`,
		]);
	}

	private refuse(...refusal: Refusal): never {
		throw this.error(refusal);
	}

	private error([message, description]: Refusal): NodeOperationError {
		const error = new NodeOperationError(this.context.getNode(), message, { description });
		// n8n replaces messages in which it finds a known code ("ECONNREFUSED"); ours say more.
		error.message = message;
		error.messages = [];
		return error;
	}

	/** Without what may be secret. */
	private get shown(): string {
		const { origin, pathname } = new URL(this.url);
		return `${origin}${pathname}`;
	}
}

type Refusal = [message: string, wayOut: string];

interface Answer {
	statusCode: number;
	body: unknown;
}

function parsed(answer: unknown): unknown {
	if (typeof answer !== 'string') return answer;
	try {
		return JSON.parse(answer);
	} catch {
		return undefined;
	}
}

function* parts(deliveries: IDataObject[]): Generator<IDataObject[]> {
	let part: IDataObject[] = [];
	let bytes = 0;
	for (const delivery of deliveries) {
		const size = Buffer.byteLength(JSON.stringify(delivery));
		const isFull = part.length === MOST_DELIVERIES || bytes + size > MOST_BYTES;
		if (part.length > 0 && isFull) {
			yield part;
			part = [];
			bytes = 0;
		}
		part.push(delivery);
		bytes += size;
	}
	if (part.length > 0) yield part;
}
