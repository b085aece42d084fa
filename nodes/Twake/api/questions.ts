import type { IDataObject } from 'n8n-workflow';
import type { Question } from '../../shared/asking/question';

/**
 * A button sends only its action ID (twake.md §9), so that contains the question and the choice.
 */
const PREFIX = 'n8n-question';
const CHOICES = ['yes', 'no', 'send'] as const;
type Choice = (typeof CHOICES)[number];

export const actionOf = (question: string, choice: Choice | 'text'): string =>
	`${PREFIX}:${question}:${choice}`;

/** Whether an action ID belongs to any question. */
export const isOfQuestion = (action: unknown): boolean =>
	typeof action === 'string' && action.startsWith(`${PREFIX}:`);

/** The choice in an action ID, if it belongs to this question. */
export const choiceIn = (action: unknown, question: string): Choice | undefined =>
	CHOICES.find((choice) => action === actionOf(question, choice));

/**
 * The keys, in the context of the message, for the address of the waiting execution: of one that is
 * answered by a click, and of one that is answered by a reply.
 */
export const ADDRESS = 'n8n_question';
export const REPLY_ADDRESS = 'n8n_question_for_reply';

/** A question with its buttons, and with an input field if the answer is a text. */
export function questionBlocks({ id, text, answering }: Question): IDataObject[] {
	const question = section(text);
	if (answering.kind !== 'approval') {
		const element = { type: 'plain_text_input', action_id: actionOf(id, 'text') };
		const label = { type: 'plain_text', text: 'Answer' };
		const buttons = [button('Send', actionOf(id, 'send'), 'primary')];
		return [question, { type: 'input', label, element }, { type: 'actions', elements: buttons }];
	}
	const { approve, decline } = answering;
	const buttons = [
		button(approve, actionOf(id, 'yes'), 'primary'),
		...(decline === undefined ? [] : [button(decline, actionOf(id, 'no'), 'danger')]),
	];
	return [question, { type: 'actions', elements: buttons }];
}

/** A question with a line below it: how to answer, or what was answered. */
export function notedBlocks(text: string, note: string): IDataObject[] {
	return [section(text), { type: 'context', elements: [{ type: 'mrkdwn', text: note }] }];
}

function section(text: string): IDataObject {
	return { type: 'section', text: { type: 'mrkdwn', text } };
}

function button(text: string, action_id: string, style: string): IDataObject {
	return { type: 'button', action_id, text: { type: 'plain_text', text }, style };
}
