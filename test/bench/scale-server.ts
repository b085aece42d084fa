// A Chatwoot sandbox that holds the desk of a large company, in a process of its own: its work does not
// count as the node's. A line on its standard input asks how many requests have come since the last.
import { createInterface } from 'node:readline';
import { demoWorld, startChatwoot } from '../../sandbox/chatwoot';
import type { State } from '../../sandbox/chatwoot';

export interface Company {
	contacts: number;
	conversations: number;
	/** In each conversation. */
	messages: number;
}

/** Fills the demo world's account: the first contacts have a conversation each, every second is open. */
function fill(state: State, { contacts, conversations, messages }: Company): void {
	const [person] = state.contacts.all();
	const [session] = state.sessions.all();
	const [talk] = state.conversations.all();
	const [message] = state.messages.all();
	const first = 1000;
	for (let id = first; id < first + contacts; id++) {
		const email = `p${id - first}@x.example`;
		const blank = { phone_number: null, identifier: null, labels: [] };
		state.contacts.insert({ ...person, ...blank, id, name: `Person ${id - first}`, email });
		if (id >= first + conversations) continue;
		state.sessions.insert({ ...session, id, contact_id: id, source_id: `source-${id}` });
		const about = { id, display_id: id, contact_id: id, session_id: id, uuid: `uuid-${id}` };
		const status = id % 2 === 0 ? 'open' : 'pending';
		state.conversations.insert({ ...talk, ...about, status, labels: [], custom_attributes: {} });
		for (let number = 0; number < messages; number++) {
			const said = { conversation_id: id, content: `Message ${number}` };
			state.messages.insert({ ...message, id: undefined, ...said });
		}
	}
}

async function serve(company: Company): Promise<void> {
	const off = { all: Infinity, contactSearch: Infinity, conversationMeta: Infinity };
	const chatwoot = await startChatwoot({ world: demoWorld, limits: off, transaction: 0 });
	fill(chatwoot.state, company);
	let count = 0;
	// The sandbox's own list ends at 10,000.
	chatwoot.requests.push = () => ++count;
	createInterface(process.stdin)
		.on('line', () => {
			process.stdout.write(`${count}\n`);
			count = 0;
		})
		.on('close', () => process.exit());
	process.stdout.write(`${chatwoot.url}\n`);
}

void serve(JSON.parse(process.argv[2]) as Company);
