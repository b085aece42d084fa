import { deadlineFrom, questionFrom } from '../../../shared/asking/question';
import type { Question } from '../../../shared/asking/question';
import { Waiting } from '../../../shared/asking/waiting';
import { markdownLinks } from '../../../shared/asking/links';
import { markdownText } from '../content/escaped';
import { ADDRESS, questionBlocks } from '../../api/question-buttons';
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
	post(call: Call<Place, More>, draft: MessageDraft): Promise<Posted>;
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
			const { question, until, isByButtons, mayAnswer, more } = call.input;
			const draft = isByButtons ? await withButtons(call, question) : withLinks(call, question);
			const { message } = await spec.post({ ...call, input: more }, draft);
			const { id: message_id, thread_id, cache } = message;
			const asked = {
				...(isByButtons && { by: 'buttons' }),
				...(mayAnswer.length > 0 && { may_answer: mayAnswer }),
				company_id: cache?.company_id,
				channel_id: cache?.channel_id,
				thread_id,
				message_id,
			};
			return new Waiting(question, asked, until);
		},
	});
}

function inputFrom(param: TwakeParameters) {
	const question = { ...questionFrom(param), text: markdownText(param, 'message') };
	const until = deadlineFrom(param);
	const isByButtons = param.choice('answeredBy', ['buttons', 'link']) === 'buttons';
	if (isByButtons && question.answering.kind === 'form') {
		param.refuse(
			'responseType',
			'is a form, which does not fit into a message',
			'Choose Answered By: Link.',
		);
	}
	const mayAnswer = isByButtons ? param.ids('additionalFields.mayAnswer') : [];
	return { question, until, isByButtons, mayAnswer };
}

type AskContext = Pick<Call<unknown, unknown>, 'answerAddress' | 'twake' | 'refuse'>;

function withLinks({ answerAddress }: AskContext, question: Question): MessageDraft {
	return { text: `${question.text}\n\n${markdownLinks(question, answerAddress)}`, attachments: [] };
}

/**
 * The trigger receives the click, and finds the waiting execution through the message's context.
 */
async function withButtons(call: AskContext, question: Question): Promise<MessageDraft> {
	const address = call.answerAddress(question);
	await checkHooksUrl(call, address);
	return {
		text: question.text,
		blocks: questionBlocks(question),
		context: { [ADDRESS]: address },
		attachments: [],
	};
}

/**
 * Clicks go to the address that the administrator of Twake has entered; elsewhere nobody would
 * answer.
 */
async function checkHooksUrl({ twake, refuse }: AskContext, address: string): Promise<void> {
	const hooks = await twake.application.hooksUrl();
	if (URL.canParse(hooks) && new URL(hooks).host === new URL(address).host) return;
	refuse(
		'answeredBy',
		hooks === ''
			? 'is by buttons, but Twake sends the clicks of this application nowhere'
			: `is by buttons, but Twake sends the clicks of this application to ${new URL(hooks).host}, not to this n8n`,
		'Publish a workflow with a Twake Trigger and enter its address as Hooks URL of the application, or choose Answered By: Link.',
	);
}
