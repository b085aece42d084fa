import type { ChatwootSandbox } from '../../sandbox/chatwoot';
import { demoIds } from '../../sandbox/twake';
import type { TwakeSandbox } from '../../sandbox/twake';

const CHANNELS: Record<string, string> = {
	[demoIds.channel]: 'Support',
	[demoIds.privateChannel]: 'Team',
};

/** What people see in both chats, one line per contact, conversation and message. */
export function shown(chatwoot: ChatwootSandbox, twake: TwakeSandbox): string[] {
	return [...inChatwoot(chatwoot), ...inTwake(twake)];
}

/** The lines that are in the second list only; a line that stands there twice counts twice. */
export function added(before: string[], after: string[]): string[] {
	const rest = [...before];
	return after.filter((line) => {
		const at = rest.indexOf(line);
		if (at >= 0) rest.splice(at, 1);
		return at < 0;
	});
}

function inChatwoot({ state }: ChatwootSandbox): string[] {
	const contacts = state.contacts
		.where(() => true)
		.map(({ name, email, phone_number }) => {
			const ways = [email, phone_number].filter(Boolean).join(', ');
			return `contact ${name} (${ways})`;
		});
	const conversations = state.conversations
		.where(() => true)
		.flatMap((row) => {
			const { id, display_id, contact_id, status, labels } = row;
			const person = state.contacts.get(contact_id)?.name;
			const messages = state.messages
				.where(({ conversation_id, message_type }) => conversation_id === id && message_type !== 2)
				.map((message) => {
					const files = state.attachments
						.where(({ message_id }) => message_id === message.id)
						.map(({ blob_id }) => state.blobs.get(blob_id!)!)
						.map(({ name, bytes }) => fileText(name, bytes));
					const writer = message.message_type === 0 ? person : 'Team';
					return `#${display_id} ${writer}: ${message.content}${files.join('')}`;
				});
			return [`#${display_id} with ${person} is ${[status, ...labels].join(', ')}`, ...messages];
		});
	return [...contacts, ...conversations];
}

function inTwake({ state }: TwakeSandbox): string[] {
	return [...state.messages.values()].flatMap((thread) =>
		[...thread.values()].map(({ text, cache, files }, index) => {
			const channel = CHANNELS[cache?.channel_id ?? ''];
			const shownFiles = (files ?? []).map(({ metadata }) => {
				const { id } = metadata?.external_id as { id: string };
				return fileText(String(metadata?.name), state.contents.get(id));
			});
			return `${channel}${index > 0 ? ' (reply)' : ''}: ${text}${shownFiles.join('')}`;
		}),
	);
}

/** A file with its first line; n8n's CSV files start with a byte order mark. */
function fileText(name: string, content?: Buffer): string {
	return ` [${name}: ${content?.toString().replace('\uFEFF', '').split(/\r?\n/)[0]}]`;
}
