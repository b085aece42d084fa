import type { Question } from './question';
import type { AnswerAddress } from './waiting';

/** The ways to answer a question on its page: a label and an address each. */
export function linksOf(
	question: Question,
	address: AnswerAddress,
): Array<{ label: string; url: string }> {
	const { answering } = question;
	if (answering.kind !== 'approval') return [{ label: 'Answer', url: address(question) }];
	const { approve, decline } = answering;
	return [
		{ label: inMarkdown(approve), url: address(question, { approved: 'true' }) },
		...(decline
			? [{ label: inMarkdown(decline), url: address(question, { approved: 'false' }) }]
			: []),
	];
}

/** Within the brackets of a link. */
const inMarkdown = (label: string) => label.replace(/[[\]\\]/g, '\\$&');
