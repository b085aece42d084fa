import { holds } from '../../api/content';
import type { MessageContent } from '../../api/content';
import { filledObject, sender } from '../content';
import { editFields } from '../content-fields';
import type { Operation, TwakeContext } from '../context';
import { joinThreadField, messageFields, simplifyField } from '../fields';
import { messageOutput } from '../../api/output';

export const updateMessage: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update a message',
	description: 'Change a message that the application posted',
	inLegacyApi: true,
	properties: [...messageFields, ...editFields([simplifyField, joinThreadField])],
	orderKey: ({ param }) => param.thread().thread,
	async run(context) {
		const { posts, param } = context;
		const change = edited(context);
		const { message, answer } = await posts.update(param.message(), change);
		if (!holds(message, change)) {
			param.refuse(
				'message',
				'was not changed',
				'Twake changes only messages of the application itself and answers as if it had; this one is somebody else’s.',
			);
		}
		return param.boolean('simplify') ? messageOutput(message) : answer;
	},
};

/**
 * What is to change. Stored blocks would go on showing the old content, so they always go along:
 * new ones, or none to show the text (twake.md §7).
 */
function edited(context: TwakeContext): MessageContent {
	const { param, hint } = context;
	const text = param.optionalText('text');
	const blocks = param.blocks((problem) => hint(`Left out of a message: ${problem}`, 'warning'));
	const change: MessageContent = {
		text,
		blocks: blocks ?? (text === undefined ? undefined : []),
		context: filledObject(context),
		override: sender(context),
	};
	if (Object.values(change).every((value) => value === undefined)) {
		param.refuse('text', 'is empty', 'Enter a new text, blocks or another field to change.');
	}
	return change;
}
