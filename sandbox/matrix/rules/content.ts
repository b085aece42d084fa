import { canonical, checkCanonical, isObject } from '../http/body';
import { badRequest, MatrixError } from '../http/errors';
import type { Room } from '../state/room';
import type { Json } from '../state/types';

const MAX_EVENT = 65_536;
const MAX_NAME = 255;

/** What the server itself demands of some types (matrix.md §5). */
const TEXTS: Record<string, string[]> = {
	'm.room.message': ['body', 'msgtype'],
	'm.room.topic': ['topic'],
	'm.room.name': ['name'],
};

function checkTexts(content: Json, keys: string[]): void {
	for (const key of keys) {
		if (!(key in content)) throw badRequest(`'${key}' not in content`);
		if (typeof content[key] !== 'string') throw badRequest(`'${key}' not a string type`);
	}
}

function tooLarge(message: string): MatrixError {
	return new MatrixError(413, 'M_TOO_LARGE', message);
}

/**
 * What a signed event holds besides its names and its content: hashes, the signature, the events
 * before it. Measured (matrix.md [166]).
 */
const AROUND = 548;

export interface Envelope {
	type: string;
	sender: string;
	room: Room;
	stateKey?: string;
}

function sizeOf({ type, sender, room, stateKey }: Envelope, content: Json): number {
	const depth = String(room.events.length + 1);
	const key = stateKey === undefined ? '' : `"state_key":${JSON.stringify(stateKey)},`;
	const names = [canonical(content), type, sender, room.id, depth, key];
	return names.reduce((sum, name) => sum + Buffer.byteLength(name), AROUND);
}

export function checkContent(envelope: Envelope, content: Json): void {
	const { type, stateKey } = envelope;
	checkTexts(content, TEXTS[type] ?? []);
	checkMentions(content);
	if (stateKey !== undefined && type === 'm.room.power_levels') checkPowerLevels(content);
	checkCanonical(content);
	if (Buffer.byteLength(type) > MAX_NAME) throw tooLarge("'type' too large");
	if (sizeOf(envelope, content) > MAX_EVENT) throw tooLarge('event too large');
}

function checkMentions(content: Json): void {
	const mentions = content['m.mentions'];
	if (mentions === undefined) return;
	if (!isObject(mentions)) throw badRequest('1 validation error for Mentions', 'M_BAD_JSON');
}

/** The server checks power levels by a schema and words its first complaint. */
function checkPowerLevels(content: Json): void {
	for (const key of ['events', 'notifications', 'users']) {
		const value = content[key];
		if (value !== undefined && !isObject(value))
			throw badRequest(`"${key}": ${pythonic(value)} is not of type 'object'`, 'M_BAD_JSON');
		for (const [name, level] of Object.entries(isObject(value) ? value : {}))
			if (typeof level !== 'number')
				throw badRequest(`"${name}": ${pythonic(level)} is not of type 'integer'`, 'M_BAD_JSON');
	}
}

/** A value as Python prints it. */
export function pythonic(value: unknown): string {
	if (value === null) return 'None';
	if (typeof value === 'boolean') return value ? 'True' : 'False';
	if (typeof value === 'string') return value.includes("'") ? `"${value}"` : `'${value}'`;
	if (Array.isArray(value)) return `[${value.map(pythonic).join(', ')}]`;
	if (isObject(value))
		return `{${Object.entries(value)
			.map(([key, entry]) => `${pythonic(key)}: ${pythonic(entry)}`)
			.join(', ')}}`;
	return String(value);
}
