import type { Reply } from './reply';
import { json } from './reply';

/** Ends a request with this answer. */
export class Halt extends Error {
	constructor(readonly reply: Reply) {
		super(`${reply.status} ${reply.body.toString()}`);
	}
}

export interface Invalid {
	attribute: string;
	message: string;
}

function humanize(attribute: string) {
	const words = attribute.replace(/_id$/, '').replace(/[_.]/g, ' ');
	return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * A record that its model rejects. Most controllers answer `{message, attributes}`
 * (chatwoot.md [125]).
 */
export class RecordInvalid extends Error {
	constructor(readonly errors: Invalid[]) {
		super(
			errors
				.map(({ attribute, message }) => {
					return attribute === 'base' ? message : `${humanize(attribute)} ${message}`;
				})
				.join(', '),
		);
	}

	get reply(): Reply {
		const attributes = [...new Set(this.errors.map((error) => error.attribute))];
		return json({ message: this.message, attributes }, 422);
	}
}

export function invalid(attribute: string, message: string) {
	return new RecordInvalid([{ attribute, message }]);
}

/**
 * No such record in a family without a 404 of its own: Rails' page answers
 * (chatwoot.md [105, 508]).
 */
export class RecordMissing extends Error {}

/** An exception inside the server, with its original text. Only message create shows it. */
export class RubyError extends Error {}

/**
 * A unique index of the database refused a row; 500 wherever no controller expects it
 * (chatwoot.md [124, 128]).
 */
export class NotUnique extends RubyError {}

export function notFound() {
	return new Halt(json({ error: 'Resource could not be found' }, 404));
}
export function unauthorized(error = 'You are not authorized to do this action') {
	return new Halt(json({ error }, 401));
}
export function unprocessable(error: unknown) {
	return new Halt(json({ error }, 422));
}
export function missing(name: string) {
	return unprocessable(`param is missing or the value is empty: ${name}`);
}
export function serverError(text = 'exception') {
	return new RubyError(text);
}
