import { NodeOperationError } from 'n8n-workflow';
import type {
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
	INodeType,
} from 'n8n-workflow';
import { byName } from '../../../shared/fields';
import { interactive } from '../../../shared/request';
import type { ParameterSource } from '../../../shared/values';
import { TwakeChatApi } from '../../api';
import { joinedRooms, nameOf } from '../../api/joined-rooms';
import type { JoinedRoom } from '../../api/joined-rooms';
import { membersOf } from '../../api/members';
import { openRequester } from '../../api/service';
import { TwakeChatParameters } from '../operation/parameters';
import { room } from './room';
import type { Kind } from './kind';

type ListSearch = NonNullable<NonNullable<INodeType['methods']>['listSearch']>;

/** The list methods that the editor calls, for all kinds. */
export function pickersOf(kinds: Array<Kind<unknown>>): ListSearch {
	const fields = kinds.map(({ locator }) => locator);
	return Object.fromEntries(
		kinds.map(({ picker: { method, list } }) => [
			method,
			async function (
				this: ILoadOptionsFunctions,
				filter?: string,
			): Promise<INodeListSearchResult> {
				const param = new PickerParameters(ofEditor(this), undefined, fields);
				return await list({ chat: await open(this), param, filter });
			},
		]),
	);
}

/** The members of the chosen room, for mentions. */
export async function getMembers(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const param = new PickerParameters(ofEditor(this), undefined, [room.locator]);
	const wanted = param.room('room');
	const chat = await open(this);
	const members = await membersOf(chat.requester, await chat.rooms.idOf(wanted), 'join');
	const options = members.map(({ state_key: id = '', content: { displayname } }) => ({
		name: typeof displayname === 'string' ? `${displayname} (${id})` : id,
		value: id,
	}));
	return byName(options);
}

/** The rooms that the account is in. */
export async function getRooms(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await listed(this, () => true);
}

/** The spaces that the account is in. */
export async function getSpaces(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await listed(this, ({ isSpace }) => isSpace);
}

async function listed(
	context: ILoadOptionsFunctions,
	isWanted: (room: JoinedRoom) => boolean,
): Promise<INodePropertyOptions[]> {
	const { requester } = await open(context);
	const rooms = (await joinedRooms(requester)).filter(isWanted);
	return byName(rooms.map((each) => ({ name: nameOf(each), value: each.id })));
}

async function open(context: ILoadOptionsFunctions): Promise<TwakeChatApi> {
	return new TwakeChatApi(await openRequester(context, interactive));
}

/** The editor's form as filled in; expressions stay unevaluated. */
function ofEditor(context: ILoadOptionsFunctions): ParameterSource {
	return {
		getNode: () => context.getNode(),
		getTimezone: () => context.getTimezone(),
		getNodeParameter: (path, _item, fallback) => context.getCurrentNodeParameter(path) ?? fallback,
	};
}

/** The parameters that a list needs; a problem with them is shown in place of the list. */
class PickerParameters extends TwakeChatParameters {
	override refuse(path: string, problem: string, wayOut?: string): never {
		const text = this.locator(path);
		if (text !== '' && !text.startsWith('=')) return super.refuse(path, problem, wayOut);
		const name = this.displayName(path);
		throw new NodeOperationError(
			this.execution.getNode(),
			text === ''
				? `Fill in ${name} first to see this list`
				: `${name} is an expression, which this list cannot work out`,
			{ description: 'Or enter the ID.' },
		);
	}
}
