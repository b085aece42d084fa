import type { IDataObject } from 'n8n-workflow';
import { wordsOf } from '../actions/conversation/history';
import type { Said } from '../actions/conversation/history';

/** A message as LangChain takes it in place of an object of its own. */
interface ChatMessage extends IDataObject {
	role: 'user' | 'assistant';
	content: string;
}

/**
 * What was said before the question: the customer's messages that nobody has answered yet are the
 * question itself, and come as the prompt. Words of colleagues stand on the side of the assistant, where
 * no customer can write, and say whose they are.
 */
export function toMessages(said: Said[]): ChatMessage[] {
	const answered = said.findLastIndex(isAnswer);
	return said
		.filter(({ role }, index) => role !== 'user' || index < answered)
		.map((each) => ({
			role: each.role === 'user' ? 'user' : 'assistant',
			content: [speakerOf(each), wordsOf(each)].filter(Boolean).join(' '),
		}));
}

/** As the trigger ends a burst: greetings have no sender, and are no answers. */
function isAnswer({ role, name, private: isNote }: Said): boolean {
	return !isNote && name !== null && (role === 'person' || role === 'assistant');
}

function speakerOf({ role, name, private: isNote }: Said): string {
	if (role === 'event') return '[event]';
	const place = isNote ? 'note to the team' : role === 'person' && 'answer to the customer';
	const person = role === 'person' && `colleague ${name ?? ''}`.trim();
	const words = [person, place].filter(Boolean);
	return words.length > 0 ? `[${words.join(', ')}]` : '';
}
