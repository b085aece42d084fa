import type { INodeProperties } from 'n8n-workflow';
import { quote } from '../../../shared/text';
import { escapeLiquid } from '../../api/liquid';
import type { NewMessage } from '../../api/new-message';
import type { ChatwootParameters } from '../parameters/parameters';
import { splitText } from './split';

const SPLIT = 'additionalFields.severalMessages.split';
const SPLIT_AT = ['blankLines', 'length'] as const;

/** More at once would look like a flood, and block the conversation for long. */
export const MOST_PARTS = 10;
/** The longest time to show typing before a part, in seconds. */
const MOST_SECONDS = 30;

export const severalMessagesField: INodeProperties = {
	displayName: 'As Several Messages',
	name: 'severalMessages',
	type: 'fixedCollection',
	default: {},
	description:
		'Writes the text as up to 10 messages one after the other, the way people write in a messenger. Files go with the last one. With a Message Key, none is written a second time when the workflow runs again.',
	options: [
		{
			displayName: 'Split',
			name: 'split',
			values: [
				{
					displayName: 'Split At',
					name: 'at',
					type: 'options',
					options: [
						{ name: 'Blank Lines', value: 'blankLines', description: 'Code blocks stay whole' },
						{ name: 'Length', value: 'length', description: 'At blank lines, sentences or words' },
					],
					default: 'blankLines',
					description: 'Where a message ends: blankLines or length',
				},
				{
					displayName: 'Longest Message',
					name: 'length',
					type: 'number',
					typeOptions: { minValue: 1 },
					default: 500,
					displayOptions: { show: { at: ['length'] } },
					description: 'How many characters a message may have',
				},
				{
					displayName: 'Typing per 100 Characters',
					name: 'typing',
					type: 'number',
					typeOptions: { minValue: 0, maxValue: MOST_SECONDS },
					default: 2,
					description:
						'Seconds during which the customer sees typing before each further message, for 100 characters of it; 0 for no pause',
				},
				{
					displayName: 'Longest Typing',
					name: 'longestTyping',
					type: 'number',
					typeOptions: { minValue: 0, maxValue: MOST_SECONDS },
					default: 8,
					description: 'Seconds of typing before a message at most',
				},
			],
		},
	],
};

/** How to write a text as several messages. */
export interface Several {
	/** In order, at least one, in the form for the server. */
	texts: string[];
	/** How long to show typing before a part of this many characters, in ms. */
	typingMs(characters: number): number;
}

/** The parts of the text, undefined for a single message. Refuses what cannot be split. */
export function severalFrom(param: ChatwootParameters): Several | undefined {
	if (param.value(SPLIT) === undefined) return undefined;
	const type = param.optionalText('contentType') ?? 'text';
	const text = param.optionalText('text');
	if (type !== 'text' || text === undefined) {
		return param.refuse(
			SPLIT,
			'needs a Text that can be split',
			type === 'text'
				? 'Write one, or leave it out.'
				: 'Choose the Content Type Text, or leave it out.',
		);
	}
	if (param.optionalId('additionalFields.cannedResponse') !== undefined) {
		param.refuse(SPLIT, 'does not go with a canned response', 'Send that with a node of its own.');
	}
	const at = param.choice(`${SPLIT}.at`, SPLIT_AT);
	const length = at === 'length' ? param.count(`${SPLIT}.length`) : undefined;
	const perHundred = secondsFrom(param, `${SPLIT}.typing`);
	const longest = secondsFrom(param, `${SPLIT}.longestTyping`);
	const isAsTyped =
		param.text('messageType') === 'incoming' || param.boolean('additionalFields.useLiquid');
	return {
		// Each part is escaped alone, so a bracket opened in one does not reach into the next.
		texts: splitText(text, length, MOST_PARTS).map((part) =>
			isAsTyped ? part : escapeLiquid(part),
		),
		typingMs: (characters) => Math.min((characters / 100) * perHundred, longest) * 1000,
	};
}

function secondsFrom(param: ChatwootParameters, path: string): number {
	const value = param.value(path);
	if (value === undefined || value === '') param.refuse(path, 'is empty');
	const seconds = typeof value === 'object' ? NaN : Number(value);
	if (seconds >= 0 && seconds <= MOST_SECONDS) return seconds;
	return param.refuse(path, `should be seconds from 0 to ${MOST_SECONDS}, but is ${quote(value)}`);
}

/** One message as several: the reply reference goes with the first, the files with the last. */
export function partsOf(message: NewMessage, texts: string[]): NewMessage[] {
	const { attachments, is_voice_message, source_id, content_attributes, ...rest } = message;
	const { in_reply_to, ...attributes } = content_attributes ?? {};
	const last = texts.length - 1;
	return texts.map((content, index) => {
		const answered = index === 0 && in_reply_to !== undefined && { in_reply_to };
		const all = { ...attributes, ...answered };
		return {
			...rest,
			content,
			...(Object.keys(all).length > 0 && { content_attributes: all }),
			...(index === 0 && source_id !== undefined && { source_id }),
			...(index === last && attachments && { attachments }),
			...(index === last && is_voice_message && { is_voice_message }),
		};
	});
}
