import { deadlineFrom, questionFrom } from '../../../shared/asking/question';
import type { Question } from '../../../shared/asking/question';
import { Waiting } from '../../../shared/asking/waiting';
import { markdownLinks } from '../../../shared/asking/links';
import { markdownText } from '../content/escaped';
import type { ChannelPlace } from '../../api/places';
import { ADDRESS, notedBlocks, questionBlocks, REPLY_ADDRESS } from '../../api/questions';
import { existingChannel } from '../kinds/existing-channel';
import type { Operation } from '../operation/context';
import { operation } from '../operation/operation';
import type { Call, Target } from '../operation/operation';
import type { TwakeParameters } from '../operation/parameters';
import type { MessageDraft, Posted } from '../posting/posts';
import { askingFields, rarerAskingFields } from './fields';

interface Asking<Place, More> {
	action: string;
	description: string;
	on: Target<Place>;
	fields?: Parameters<typeof operation>[0]['fields'];
	joins?: true;
	/** Reads the remaining parameters. */
	read(param: TwakeParameters): More;
	/** Makes sure that the place is there. */
	venue(call: Call<Place, More>): Promise<Venue>;
}

/** Where a question is asked. */
interface Venue {
	/** Undefined if Twake does not say it. */
	channel?: ChannelPlace;
	post(draft: MessageDraft): Promise<Posted>;
}

/** An operation that posts a question and waits for the answer. */
export function asking<Place, More>(spec: Asking<Place, More>): Operation {
	const { action, description, on, fields = [], joins } = spec;
	return operation({
		name: 'Send and Wait for Response',
		value: 'sendAndWait',
		action,
		description,
		on,
		fields: [...fields, ...askingFields],
		additional: rarerAskingFields,
		joins,
		asks: true,
		read: (param) => ({ ...inputFrom(param), more: spec.read(param) }),
		async act(call) {
			const { inMessage, kept, until, way, mayAnswer, more } = call.input;
			const venue = await spec.venue({ ...call, input: more });
			const { message } = await venue.post(await DRAFTS[way](call, inMessage, venue));
			const { id: message_id, thread_id, cache } = message;
			const asked = {
				...(way !== 'link' && { by: way }),
				...(mayAnswer.length > 0 && { may_answer: mayAnswer }),
				company_id: cache?.company_id,
				channel_id: cache?.channel_id,
				thread_id,
				message_id,
			};
			return new Waiting(kept, asked, until);
		},
	});
}

function inputFrom(param: TwakeParameters) {
	const question = questionFrom(param);
	const until = deadlineFrom(param);
	const way = param.choice('answeredBy', ['buttons', 'link', 'reply']);
	const { kind } = question.answering;
	if (way === 'buttons' && kind === 'form') {
		param.refuse(
			'responseType',
			'is a form, which does not fit into a message',
			'Choose Answered By: Link.',
		);
	}
	if (way === 'reply' && kind !== 'text') {
		const wayOut = 'Choose Free Text, or Answered By: Buttons or Link.';
		param.refuse('responseType', 'is none that a reply can answer', wayOut);
	}
	const mayAnswer = way === 'link' ? [] : param.ids('additionalFields.mayAnswer');
	const inMessage = { ...question, text: markdownText(param, 'message') };
	// The page shows the text as it is, so what is escaped for the message must not reach it.
	const kept = way === 'link' ? question : inMessage;
	return { inMessage, kept, until, way, mayAnswer };
}

type AskContext = Pick<Call<unknown, unknown>, 'answerAddress' | 'twake' | 'refuse'>;

/** The message that asks, for each way of answering. */
const DRAFTS = {
	/**
	 * The trigger receives the click, and finds the waiting execution through the message's context.
	 */
	async buttons(call: AskContext, question: Question): Promise<MessageDraft> {
		const context = { [ADDRESS]: await heardAddress(call, question) };
		return { text: question.text, blocks: questionBlocks(question), context, attachments: [] };
	},

	async link({ answerAddress }: AskContext, question: Question): Promise<MessageDraft> {
		const text = `${question.text}\n\n${markdownLinks(question, answerAddress)}`;
		return await Promise.resolve({ text, attachments: [] });
	},

	/** The trigger receives the reply, and looks for the question before it in the thread. */
	async reply(call: AskContext, question: Question, { channel }: Venue): Promise<MessageDraft> {
		const context = { [REPLY_ADDRESS]: await heardAddress(call, question) };
		await checkConnector(call, channel);
		const blocks = notedBlocks(question.text, '↩ Reply in this thread');
		return { text: question.text, blocks, context, attachments: [] };
	},
};

/**
 * The address of the waiting execution, for the trigger. What people do goes to the address that the
 * administrator of Twake has entered; elsewhere nobody would hear it.
 */
async function heardAddress(
	{ twake, refuse, answerAddress }: AskContext,
	question: Question,
): Promise<string> {
	const address = answerAddress(question);
	const hooks = await twake.application.hooksUrl();
	if (URL.canParse(hooks) && new URL(hooks).host === new URL(address).host) return address;
	return refuse(
		'answeredBy',
		hooks === ''
			? 'has to be Link: Twake sends the events of this application nowhere'
			: `has to be Link: Twake sends the events of this application to ${new URL(hooks).host}, not to this n8n`,
		'Or publish a workflow with a Twake Trigger, and enter its address as Hooks URL of the application.',
	);
}

/** Messages are sent only to the connectors of their channel, which people choose (twake.md §10). */
async function checkConnector(call: AskContext, channel?: ChannelPlace): Promise<void> {
	const connectors = channel && (await existingChannel(call, channel)).connectors;
	if (connectors?.includes(call.twake.self.application)) return;
	call.refuse(
		'answeredBy',
		'is by reply, but Twake does not send the messages of this channel to the application',
		'Add the application to the channel in Twake (channel settings > Connectors), or choose Answered By: Buttons. Direct messages have no connectors.',
	);
}
