import { asking } from '../asking/asking';
import { mentionFields } from '../content/fields';
import { room } from '../kinds/room';
import { send } from '../sending/send';

export const askInRoom = asking({
	action: 'Send message and wait for response',
	description: 'Ask the people of a room, and go on with the answer',
	on: room,
	additional: mentionFields,
	send: async (call, content) => await send(call, call.place.room, content, ['question']),
});
