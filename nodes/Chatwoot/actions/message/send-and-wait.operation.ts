import { deadlineFrom, questionFrom } from '../../../shared/asking/question';
import { Waiting } from '../../../shared/asking/waiting';
import { escapedExpressions, isEscaped } from '../../../shared/escaped-expressions';
import { clock } from '../../../shared/retry';
import type { AccountApi } from '../../api';
import { createQuestionWebhook, markOf } from '../../api/question-webhooks';
import { escapeLiquid } from '../../api/liquid';
import { escapeMarkdown } from '../../api/markdown';
import { kindFields } from '../../api/new-message';
import { askingFields } from '../asking/fields';
import { LONGEST } from '../asking/reply';
import { messageOf, noteOf } from '../asking/texts';
import { conversations } from '../conversation/kind';
import { operation } from '../operation/operation';
import type { Call } from '../operation/operation';
import type { ChatwootParameters } from '../parameters/parameters';

export const sendAndWait = operation({
	name: 'Send and Wait for Response',
	value: 'sendAndWait',
	action: 'Send message and wait for response',
	description: 'Ask the team or the customer, and go on with the answer',
	access: { bots: 'can ask, but not wait for a reply of the customer' },
	on: conversations,
	asks: true,
	fields: askingFields,
	read: inputFrom,
	async act(call) {
		const { api, id, input, answerAddress } = call;
		const { question, until, ask } = input;
		if (ask === 'reply') return await askForReply(call);
		// Called before anything is written: an n8n that cannot wait must not ask.
		answerAddress(question);
		const content =
			ask === 'team'
				? noteOf(
						input.note,
						question,
						answerAddress,
						await mentionsOf(api, input.agents, call.param),
					)
				: messageOf(question, answerAddress);
		const fields = kindFields(ask === 'team' ? 'note' : 'outgoing');
		const message = await api.messages.create(
			id,
			{ content: escapeLiquid(content), ...fields },
			[],
		);
		return new Waiting(question, placeOf(api, id, message.id), until);
	},
});

type Input = ReturnType<typeof inputFrom>;

function inputFrom(param: ChatwootParameters) {
	const question = questionFrom(param);
	const until = deadlineFrom(param);
	const isTeam = param.choice('ask', ['team', 'customer']) === 'team';
	if (isTeam) {
		const agents = param.ids('additionalFields.mentionedAgents');
		return { question, until, agents, note: noteIn(param), ask: 'team' as const };
	}
	const ask = param.choice('answeredBy', ['link', 'reply']);
	if (ask === 'reply' && question.answering.kind === 'form') {
		param.refuse(
			'responseType',
			'is a form, which cannot be answered by one reply',
			'Choose Answered By: Link, or another type.',
		);
	}
	return { question, until, agents: [], note: '', ask };
}

/** The question in Markdown, for the note; its page shows it as it is. */
function noteIn(param: ChatwootParameters): string {
	const [raw, text] = [param.raw('message'), param.text('message')];
	return isEscaped(param) ? escapedExpressions(param, { raw, text }, escapeMarkdown) : text;
}

/**
 * The webhook comes first, so that no answer is missed; if the message fails, it is removed again.
 */
async function askForReply(call: Call<Input>): Promise<Waiting> {
	const { api, id, input } = call;
	const { question } = input;
	const { answering } = question;
	const latest = new Date(clock.now() + LONGEST);
	const until = input.until && input.until < latest ? input.until : latest;
	const webhook = await listenFor(call, until);
	const choices =
		answering.kind === 'approval'
			? {
					content_type: 'input_select',
					content_attributes: {
						items: [answering.approve, answering.decline]
							.filter((title) => title !== undefined)
							.map((title) => ({ title, value: title })),
					},
				}
			: {};
	const content = escapeLiquid(question.text);
	const message = await api.messages
		.create(id, { content, ...kindFields('outgoing'), ...choices }, [])
		.catch(async (failure: unknown) => {
			await api.webhooks.attemptDelete(webhook);
			throw failure;
		});
	const place = placeOf(api, id, message.id);
	return new Waiting(question, { by: 'reply', ...place, webhook_id: webhook }, until);
}

/** Creates the webhook of the question; refused while another one waits in the conversation. */
async function listenFor(call: Call<Input>, until: Date): Promise<number> {
	const { api, id, input, answerAddress, knock, param } = call;
	const url = answerAddress(input.question, markOf(id, until));
	const created = await createQuestionWebhook(
		api.webhooks,
		{ url, conversation: id, until },
		knock,
	);
	if ('id' in created) return created.id;
	return param.refuse(
		'conversation',
		`already has a question that waits for a reply, until ${created.taken.toISOString()}`,
		'One message cannot answer two questions. Ask when that one is answered, stop its execution, or choose Answered By: Link.',
	);
}

const placeOf = ({ id: account_id }: AccountApi, conversation_id: number, message_id: number) => ({
	account_id,
	conversation_id,
	message_id,
});

/** In the form that Chatwoot's own editor writes (chatwoot.md [338]). */
async function mentionsOf(
	{ agents }: AccountApi,
	ids: number[],
	param: ChatwootParameters,
): Promise<string[]> {
	if (ids.length === 0) return [];
	const known = await agents.list();
	return ids.map((id) => {
		const agent = known.find((each) => each.id === id);
		if (!agent) return param.refuse('additionalFields.mentionedAgents', `holds no agent: ${id}`);
		const name = agent.name.replace(/[[\]]/g, '');
		return `[@${name}](mention://user/${id}/${encodeURIComponent(name)})`;
	});
}
