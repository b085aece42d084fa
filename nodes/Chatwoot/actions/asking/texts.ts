import { linksOf, markdownLinks } from '../../../shared/asking/links';
import type { AnswerAddress } from '../../../shared/asking/waiting';
import type { Question } from '../../../shared/asking/question';

/** The question for the dashboard, which shows Markdown. */
export function noteOf(
	text: string,
	question: Question,
	address: AnswerAddress,
	mentions: string[],
): string {
	return [...mentions, text, markdownLinks(question, address)].join('\n\n');
}

/** The question for channels that show plain text. */
export function messageOf(question: Question, address: AnswerAddress): string {
	const links = linksOf(question, address).map(({ label, url }) => `${label}: ${url}`);
	return [question.text, ...links].join('\n\n');
}
