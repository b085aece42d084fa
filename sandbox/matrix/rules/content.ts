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
	if (type === 'm.room.tombstone') checkTombstone(envelope, content);
	if (stateKey === undefined && STATE_ONLY.includes(type))
		throw badRequest(`'${type}' must be state events`);
	checkCanonical(content);
	if (stateKey !== undefined && type === 'm.room.power_levels') checkPowerLevels(content);
	checkMentions(content);
}

/** Types that only make sense as state; all others may be sent as messages (matrix.md [167]). */
const STATE_ONLY = ['m.room.topic', 'm.room.name', 'm.room.tombstone'];

function checkTombstone({ room }: Envelope, { replacement_room: next }: Json): void {
	if (next === undefined) throw badRequest('Content has no replacement_room key');
	if (next === room.id) throw badRequest('Tombstone cannot reference the room it was sent in');
}

/** Runs after the relations: the size check comes last. */
export function checkSize(envelope: Envelope, content: Json): void {
	const { type, stateKey, sender } = envelope;
	for (const [name, text] of Object.entries({ user_id: sender, state_key: stateKey, type }))
		if (Buffer.byteLength(text ?? '') > MAX_NAME) throw tooLarge(`'${name}' too large`);
	if (sizeOf(envelope, content) > MAX_EVENT) throw tooLarge('event too large');
}

/** Of mentions, the server only checks `room` (matrix.md §5). */
function checkMentions(content: Json): void {
	const mentions = content['m.mentions'];
	if (mentions === undefined) return;
	if (!isObject(mentions))
		throw badRequest(`${pythonic(mentions)} is not of type 'object'`, 'M_BAD_JSON');
	if (mentions.room !== undefined && typeof mentions.room !== 'boolean')
		throw badRequest(`${pythonic(mentions.room)} is not of type 'boolean'`, 'M_BAD_JSON');
}

const LEVELS = [
	'ban',
	'events_default',
	'invite',
	'kick',
	'redact',
	'state_default',
	'users_default',
];

/** The server validates power levels against a schema and reports the first error. */
function checkPowerLevels(content: Json): void {
	const check = (name: string, level: unknown) => {
		if (level !== undefined && typeof level !== 'number')
			throw badRequest(`"${name}": ${pythonic(level)} is not of type 'integer'`, 'M_BAD_JSON');
	};
	for (const name of LEVELS) check(name, content[name]);
	for (const name of ['events', 'notifications', 'users']) {
		const value = content[name];
		if (value === undefined) continue;
		if (!isObject(value))
			throw badRequest(`"${name}": ${pythonic(value)} is not of type 'object'`, 'M_BAD_JSON');
		for (const [key, level] of Object.entries(value)) check(key, level);
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
