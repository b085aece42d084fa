import type { INodeProperties } from 'n8n-workflow';
import { withoutUndefined } from '../../../shared/json';
import { linkTo } from '../../api/ids';
import { room } from '../kinds/room';
import { operation } from '../operation/operation';
import { uploaded } from '../sending/upload';
import { shortText } from '../sending/short-text';

const updateFields: INodeProperties = {
	displayName: 'Update Fields',
	name: 'updateFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	options: [
		{
			displayName: 'Avatar Binary Field',
			name: 'avatarBinaryField',
			type: 'string',
			default: '',
			placeholder: 'e.g. data',
			hint: 'The name of the input binary field containing the picture',
			description: 'The picture of the room',
		},
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			description: 'What people see',
		},
		{
			displayName: 'Topic',
			name: 'topic',
			type: 'string',
			default: '',
			description: 'What the room is about',
		},
	],
};

export const updateRoom = operation({
	name: 'Update',
	value: 'update',
	action: 'Update room',
	description: 'Change name, topic or picture, where the account has the power level for that',
	on: room,
	fields: [updateFields],
	read(param) {
		const name = param.optionalText('updateFields.name')?.trim();
		const topic = param.optionalText('updateFields.topic');
		const change = {
			name: shortText(param, 'updateFields.name', name),
			topic: shortText(param, 'updateFields.topic', topic),
			picture: param.optionalText('updateFields.avatarBinaryField')?.trim(),
		};
		if (Object.values(change).some((value) => value !== undefined)) return change;
		return param.refuse('updateFields', 'is empty', 'Add at least one field to change.');
	},
	async act(call) {
		const { chat, place, input, file, refuse } = call;
		const { name, topic, picture } = input;
		const { room: id } = place;
		const content =
			picture === undefined ? undefined : await file(picture, 'updateFields.avatarBinaryField');
		if (content && !content.type.startsWith('image/')) {
			refuse('updateFields.avatarBinaryField', `holds no picture, but ${content.type}`);
		}
		const step = chat.requester.steps();
		const set = async (type: string, body: Record<string, string>) =>
			await step(async () => await chat.rooms.setState(id, type, body));
		if (name !== undefined) await set('m.room.name', { name });
		if (topic !== undefined) await set('m.room.topic', { topic });
		const url =
			content &&
			(await step(async () => await uploaded(call, content, 'updateFields.avatarBinaryField')));
		if (url !== undefined) await set('m.room.avatar', { url });
		return withoutUndefined({ id, name, topic, avatar_url: url, url: linkTo(id) });
	},
});
