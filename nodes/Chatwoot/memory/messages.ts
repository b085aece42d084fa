import type { IDataObject } from 'n8n-workflow';
import { wordsOf } from '../actions/conversation/history';
import type { HistoryEntry } from '../actions/conversation/history';

/** A message in the plain form that LangChain accepts instead of its own objects. */
interface ChatMessage extends IDataObject {
	role: 'user' | 'assistant';
	content: string;
}

/**
 * What was said before the question: the customer's messages without an answer are the question
 * itself, and arrive as the prompt. Colleagues' words go on the assistant's side, where no customer
 * can write, and are marked as theirs. Chatwoot also keeps messages without a word or a file (chatwoot.md
 * §17.6), which some models refuse, and with them the whole conversation.
 */
export function toMessages(said: HistoryEntry[]): ChatMessage[] {
	const answered = said.findLastIndex(isAnswer);
	return said
		.filter(({ role }, index) => role !== 'user' || index < answered)
		.filter((each) => wordsOf(each).trim() !== '')
		.map((each) => ({
			role: each.role === 'user' ? 'user' : 'assistant',
			content: [speakerOf(each), wordsOf(each)].filter(Boolean).join(' '),
		}));
}

/** Answers end a burst, as in the trigger: greetings have no sender and are not answers. */
function isAnswer({ role, name, private: isNote }: HistoryEntry): boolean {
	return !isNote && name !== null && (role === 'person' || role === 'assistant');
}

function speakerOf({ role, name, private: isNote }: HistoryEntry): string {
	if (role === 'event') return '[event]';
	const place = isNote ? 'note to the team' : role === 'person' && 'answer to the customer';
	const person = role === 'person' && `colleague ${name ?? ''}`.trim();
	const words = [person, place].filter(Boolean);
	return words.length > 0 ? `[${words.join(', ')}]` : '';
}
