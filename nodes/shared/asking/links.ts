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
		{ label: approve, url: address(question, { approved: 'true' }) },
		...(decline ? [{ label: decline, url: address(question, { approved: 'false' }) }] : []),
	];
}

/** The same in Markdown, on one line. */
export function markdownLinks(question: Question, address: AnswerAddress): string {
	const inBrackets = (label: string) => label.replace(/[[\]\\]/g, '\\$&');
	return linksOf(question, address)
		.map(({ label, url }) => `[${inBrackets(label)}](${url})`)
		.join(' | ');
}
