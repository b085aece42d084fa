import { narrowed } from '../../../shared/locator';
import { joinedRooms, nameOf } from '../../api/joined-rooms';
import type { JoinedRoom } from '../../api/joined-rooms';
import type { RoomPlace } from '../../api/types';
import { kind } from './kind';
import type { Picker } from './kind';

export const room = kind<RoomPlace>({
	noun: 'room',
	many: 'rooms',
	description:
		'The room or chat: pick one of those that the account of the credential is in, or enter its ID, its alias, or a link to it',
	id: '!OGEhHVWSdvArJzumhm:example.org',
	alias: '#support:example.org',
	url: 'https://matrix.to/#/#support:example.org',
	read: (param) => ({ room: param.room('room') }),
	list: listing(({ isSpace }) => !isSpace),
});

export const space = kind<{ space: string }>({
	noun: 'space',
	many: 'spaces',
	description:
		'The space: pick one that the account of the credential is in, or enter its ID, its alias, or a link to it',
	id: '!OGEhHVWSdvArJzumhm:example.org',
	alias: '#team:example.org',
	url: 'https://matrix.to/#/#team:example.org',
	read: (param) => ({ space: param.room('space') }),
	list: listing(({ isSpace }) => isSpace),
});

/** All rooms come in one answer; replaced rooms are left out because they are dead. */
function listing(isWanted: (room: JoinedRoom) => boolean): Picker {
	return async ({ chat, filter }) => {
		const rooms = (await joinedRooms(chat.requester)).filter(
			(each) => isWanted(each) && each.replacement === undefined,
		);
		const items = rooms.map((each) => ({
			name: `${nameOf(each)}${each.isEncrypted ? ' (encrypted)' : ''}`,
			value: each.id,
		}));
		return narrowed(items, filter);
	};
}
