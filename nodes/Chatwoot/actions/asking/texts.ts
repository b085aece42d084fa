import type { AnswerAddress } from '../../../shared/asking/waiting';
import type { Question } from '../../../shared/asking/question';

/** The ways to answer a question on its page: a label and an address each. */
function linksOf(
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

/** For the dashboard, which shows Markdown. */
export function noteOf(question: Question, address: AnswerAddress, mentions: string[]): string {
	const links = linksOf(question, address).map(
		({ label, url }) => `[${label.replace(/[[\]\\]/g, '\\$&')}](${url})`,
	);
	return [...mentions, question.text, links.join(' | ')].join('\n\n');
}

/** For channels that show text as it is. */
export function messageOf(question: Question, address: AnswerAddress): string {
	const links = linksOf(question, address).map(({ label, url }) => `${label}: ${url}`);
	return [question.text, ...links].join('\n\n');
}
