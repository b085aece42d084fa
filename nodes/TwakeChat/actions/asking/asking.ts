import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { linksOf } from '../../../shared/asking/links';
import { deadlineFrom, questionFrom } from '../../../shared/asking/question';
import type { Question } from '../../../shared/asking/question';
import { Waiting } from '../../../shared/asking/waiting';
import { contentOf, edited, FORMATS } from '../../api/content';
import { Listening } from '../../api/listening';
import { linksLine, NO, plainLine, questionContent, YES } from '../../api/questions';
import type { Content, MessagePlace } from '../../api/types';
import { checked } from '../content/draft';
import type { Operation } from '../operation/context';
import { operation } from '../operation/operation';
import type { Call, Target } from '../operation/operation';
import type { TwakeChatParameters } from '../operation/parameters';
import { react } from '../sending/react';
import { askingFields, rarerAskingFields } from './fields';

interface Asking<Place> {
	action: string;
	description: string;
	on: Target<Place>;
	additional?: INodeProperties[];
	orderKey?(place: Place): string;
	/** Sends the question; returns what is known about the message. */
	send(call: Call<Place, unknown>, content: Content): Promise<IDataObject>;
}

/** An operation that sends a question and waits for the answer. */
export function asking<Place>(spec: Asking<Place>): Operation {
	const { action, description, on, additional = [], orderKey } = spec;
	return operation({
		name: 'Send and Wait for Response',
		value: 'sendAndWait',
		action,
		description,
		on,
		fields: askingFields,
		additional: [...rarerAskingFields, ...additional],
		orderKey,
		asks: true,
		read: inputFrom,
		async act(call) {
			const { input, asking: tools } = call;
			const { isByChat, content, mayAnswer, until } = input;
			const question = { ...input.question, id: tools.secret };
			if (isByChat) await checkListening(call);
			const message = await spec.send(call, asked(call, question, content, isByChat));
			const [room_id, message_id] = [String(message.room_id), String(message.id)];
			if (isByChat) await offerReactions(call, { room: room_id, message: message_id }, question);
			const kept = {
				...(isByChat && { by: 'chat' }),
				...(mayAnswer.length > 0 && { may_answer: mayAnswer }),
				format: input.format,
				room_id,
				message_id,
			};
			return new Waiting(question, kept, until);
		},
	});
}

function inputFrom(param: TwakeChatParameters) {
	const question = questionFrom(param);
	const until = deadlineFrom(param);
	const isForm = question.answering.kind === 'form';
	const isByChat = !isForm && param.choice('answeredBy', ['chat', 'link']) === 'chat';
	const format = param.optionalChoice('additionalFields.format', FORMATS) ?? 'markdown';
	const content = contentOf({
		text: question.text,
		format,
		kind: 'm.text',
		mentions: param.users('additionalFields.mention'),
		mentionsRoom: param.boolean('additionalFields.mentionRoom'),
	});
	// The edit that shows the answer holds the question twice.
	checked(param, 'message', edited('', content));
	const mayAnswer = isByChat ? param.users('additionalFields.mayAnswer') : [];
	return { question, until, isByChat, format, content, mayAnswer };
}

function asked(
	{ asking: { address, n8n } }: Pick<Call<unknown, unknown>, 'asking'>,
	question: Question,
	content: Content,
	isByChat: boolean,
): Content {
	if (!isByChat) return questionContent(content, linksLine(linksOf(question, address)));
	return questionContent(content, plainLine(howTo(question)), { n8n, address: address(question) });
}

function howTo({ answering }: Question): string {
	if (answering.kind !== 'approval') return '↩ Reply to this message';
	const { approve, decline } = answering;
	return [`${YES} ${approve}`, ...(decline === undefined ? [] : [`${NO} ${decline}`])].join('   ');
}

/** What people press. Without them the question can be answered all the same. */
async function offerReactions(
	call: Call<unknown, unknown>,
	place: MessagePlace,
	{ answering }: Question,
): Promise<void> {
	if (answering.kind !== 'approval') return;
	for (const key of answering.decline === undefined ? [YES] : [YES, NO]) {
		await react(call, place, key);
	}
}

/** The trigger reads the answer; without one, nobody would hear it. */
async function checkListening({
	chat,
	asking: { n8n },
	refuse,
}: Call<unknown, unknown>): Promise<void> {
	if (await new Listening(n8n).isOn(chat.account)) return;
	refuse(
		'answeredBy',
		'is by reaction or reply, but no published workflow of this n8n listens with the account of the credential',
		'Publish a workflow that begins with a Twake Chat Trigger with this credential, or choose Answered By: Link.',
	);
}
