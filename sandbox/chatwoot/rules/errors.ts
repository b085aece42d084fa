import type { Invalid } from '../http/errors';
import { RecordInvalid } from '../http/errors';

/** Collects what is wrong with a record, in the order of its validations. */
export class Validation {
	readonly errors: Invalid[] = [];

	add(attribute: string, message: string): this {
		this.errors.push({ attribute, message });
		return this;
	}

	/** String columns hold 255 characters, text columns 20,000 (application_record.rb). */
	length(attribute: string, value: string | null, maximum = 255): this {
		if (value !== null && [...value].length > maximum) {
			this.add(attribute, `is too long (maximum is ${maximum} characters)`);
		}
		return this;
	}

	present(attribute: string, value: string | null): this {
		return value === null || value.trim() === '' ? this.add(attribute, "can't be blank") : this;
	}

	taken(attribute: string, taken: unknown): this {
		return taken ? this.add(attribute, 'has already been taken') : this;
	}

	finish(): void {
		if (this.errors.length > 0) throw new RecordInvalid(this.errors);
	}
}
