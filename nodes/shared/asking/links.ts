import type { Question } from './question';
import type { AnswerAddress } from './waiting';

/** The links with which a question can be answered: a label and an address each. */
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

/** For a label inside the brackets of a Markdown link. */
const inMarkdown = (label: string) => label.replace(/[[\]\\]/g, '\\$&');
