import { operation } from '../operation/operation';
import type { Wording } from '../operation/operation';
import type { Operation } from '../operation/types';
import { conversations } from './kind';

/** Shows that somebody is typing, or stops showing it. */
export function typing(on: boolean, wording: Wording): Operation {
	return operation({
		...wording,
		access: 'bots',
		on: conversations,
		fields: [
			{
				displayName: 'For the Team Only',
				name: 'isPrivate',
				type: 'boolean',
				default: false,
				description: 'Whether only the team sees it, as for a private note',
			},
		],
		read: (param) => param.boolean('isPrivate'),
		async act({ api, id, input: is_private }) {
			const typing_status = on ? 'on' : 'off';
			const body = { typing_status, is_private };
			await api.conversationChanges.post(id, 'toggle_typing_status', body);
			return { id, typing: on };
		},
	});
}
