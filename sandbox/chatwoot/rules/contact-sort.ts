import type { Contact } from '../state/types';

type Value = string | number | null;

function inAttributes(key: string) {
	return (contact: Contact) => {
		const value = contact.additional_attributes[key];
		return value == null ? null : String(value);
	};
}

/** Sort keys, and those whose nulls come last in both directions (chatwoot.md [144]). */
const KEYS: Partial<Record<string, { value: (contact: Contact) => Value; nullsLast?: boolean }>> = {
	email: { value: (contact) => contact.email },
	name: { value: (contact) => contact.name },
	phone_number: { value: (contact) => contact.phone_number },
	last_activity_at: { value: (contact) => contact.last_activity_at, nullsLast: true },
	created_at: { value: (contact) => contact.created_at, nullsLast: true },
	company_name: { value: inAttributes('company_name'), nullsLast: true },
	city: { value: inAttributes('city'), nullsLast: true },
	country: { value: inAttributes('country'), nullsLast: true },
};

/** The database's collation: case-insensitive, accents come after z. */
function compareValues(a: Value, b: Value): number {
	if (typeof a === 'number' || typeof b === 'number') return Number(a) - Number(b);
	const [x, y] = [(a ?? '').toLowerCase(), (b ?? '').toLowerCase()];
	return x < y ? -1 : x > y ? 1 : 0;
}

/** Sorts by `name`, `-email`, `email,-name`; unknown keys are ignored. */
export function sortContacts(contacts: Contact[], sort: string | null): Contact[] {
	const rules = (sort ?? '').split(',').flatMap((part) => {
		const key = KEYS[part.trim().replace(/^-/, '')];
		return key ? [{ ...key, down: part.trim().startsWith('-') }] : [];
	});
	return [...contacts].sort((a, b) => {
		for (const { value, nullsLast, down } of rules) {
			const [x, y] = [value(a), value(b)];
			if ((x === null) !== (y === null)) {
				const last = nullsLast || !down;
				return (x === null) === last ? 1 : -1;
			}
			const order = compareValues(x, y);
			if (order !== 0) return down ? -order : order;
		}
		return 0;
	});
}
