import type { People } from './triggers-people';
import { NAMES } from './triggers-workflows';
import type { Name } from './triggers-workflows';

/** The runs expected by now, in the words of `Runs`. */
export class Expected {
	readonly runs = Object.fromEntries(NAMES.map((name) => [name, []])) as never as Record<
		Name,
		string[]
	>;
	private status = 'open';

	constructor(private readonly people: People) {}

	add(name: Name, ...words: string[]): void {
		this.runs[name] = [...this.runs[name], ...words].sort();
	}

	/** A customer writes, an agent answers and resolves, a colleague writes in the team chat. */
	async round(word: string): Promise<void> {
		const [question, answer, hello] = [
			`Where is it? ${word}`,
			`On its way ${word}`,
			`Hello ${word}`,
		];
		await this.people.customerWrites(question);
		await this.people.agentAnswers(answer);
		await this.people.agentResolves();
		await this.people.colleagueWrites(hello);
		const messages = [`message_created ${question}`, `message_created ${answer}`];
		// In an inbox with a bot, customers who write into a resolved conversation get the bot again.
		const statuses = this.status === 'resolved' ? ['pending', 'resolved'] : ['resolved'];
		this.add(
			'events',
			...messages,
			...statuses.map((each) => `conversation_status_changed ${each}`),
		);
		this.add('customers', `message_created ${question}`);
		this.add('callback', ...messages);
		this.add('bot', ...messages, 'conversation_resolved resolved');
		this.add('chat', `newMessage ${hello}`);
		this.status = 'resolved';
	}

	/** An agent writes once more, which is exactly one event. */
	async remark(text: string): Promise<void> {
		await this.people.agentAnswers(text);
		for (const name of ['events', 'callback', 'bot'] as const)
			this.add(name, `message_created ${text}`);
	}
}
