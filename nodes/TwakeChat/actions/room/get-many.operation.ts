import type { IDataObject } from 'n8n-workflow';
import { pageFields, take, wantedCount } from '../../../shared/pages';
import { joinedRooms } from '../../api/joined-rooms';
import { listedRoomOutput, roomOutput } from '../../api/output';
import { space } from '../kinds/room';
import { operation } from '../operation/operation';

const LISTS = ['joined', 'directory', 'space'] as const;

export const getManyRooms = operation({
	name: 'Get Many',
	value: 'getMany',
	action: 'Get many rooms',
	description: 'Get the rooms that the account is in, public ones, or those of a space',
	isReading: true,
	fields: [
		{
			displayName: 'List By',
			name: 'listBy',
			type: 'options',
			options: [
				{
					name: 'Directory',
					value: 'directory',
					description: 'Public rooms that the server lists; many servers list none',
				},
				{ name: 'Joined', value: 'joined', description: 'Rooms that the account is in' },
				{ name: 'Space', value: 'space', description: 'Rooms of a space that it can see' },
			],
			default: 'joined',
			description: 'Which rooms to get',
		},
		{ ...space.locator, displayOptions: { show: { listBy: ['space'] } } },
		{
			displayName: 'Search Text',
			name: 'search',
			type: 'string',
			default: '',
			displayOptions: { show: { listBy: ['directory'] } },
			description: 'A part of name, topic or alias; all rooms when empty',
		},
		...pageFields,
	],
	read(param) {
		const listBy = param.choice('listBy', LISTS);
		return {
			listBy,
			space: listBy === 'space' ? param.room('space') : '',
			search: listBy === 'directory' ? param.text('search').trim() : '',
			count: wantedCount(param),
		};
	},
	async act({ chat, input }): Promise<IDataObject[]> {
		const { listBy, count, search } = input;
		if (listBy === 'joined') {
			return (await joinedRooms(chat.requester)).slice(0, count).map(roomOutput);
		}
		const rooms =
			listBy === 'directory'
				? chat.rooms.directory(search)
				: chat.rooms.inSpace(await chat.rooms.idOf(input.space));
		return (await take(rooms, count)).map(listedRoomOutput);
	},
});
