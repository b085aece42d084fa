import { demoIds } from '../../twake';
import type { TwakeSandbox } from '../../twake';
import type { Json, Message } from '../../twake/state/types';
import { blocksIn } from './blocks';
import { asRecord, asText } from './json';
import type { Channel, Post, SharedFile, Thread } from './types';

const THREADS = 40;

/** The channel Support of the demo world, as its people see it. */
export function shownInTwake({ state, url }: TwakeSandbox): Channel {
	const place = demoIds.channel;
	const threads: Thread[] = [...state.threads.values()]
		.filter(({ participants }) => participants.some(({ id }) => id === place))
		.slice(-THREADS)
		.map(({ id }) => ({
			id,
			posts: state.messagesOf(id).map((message) => postIn(state, url, message)),
		}))
		.filter(({ posts }) => posts.length > 0);
	const { name = 'Channel' } = state.channels.get(place) ?? {};
	return { name, colleague: nameOf(state, demoIds.alice), threads };
}

function postIn(state: TwakeSandbox['state'], url: string, message: Message): Post {
	const { application_id: application, user_id: user, subtype, override } = message;
	return {
		id: message.id,
		author:
			asText(asRecord(override).title) ||
			(application ? applicationName(state, application) : nameOf(state, user)),
		by: application ? 'bot' : 'agent',
		text: asText(message.text),
		at: message.created_at,
		files: (message.files ?? []).map((file) => fileIn(url, file)),
		blocks: subtype === 'application' ? blocksIn(message.blocks) : [],
		reactions: (message.reactions ?? []).map(({ name, count }) => ({ name, count })),
	};
}

function nameOf({ users }: TwakeSandbox['state'], id: string): string {
	const user = users.get(id);
	return user ? `${user.first_name} ${user.last_name}`.trim() : 'Somebody';
}

function applicationName({ applications }: TwakeSandbox['state'], id: string): string {
	return asText(applications.get(id)?.identity.name) || 'Application';
}

function fileIn(url: string, file: Json): SharedFile {
	const metadata = asRecord(file.metadata);
	const { company_id: company, id } = asRecord(metadata.external_id);
	const path = `companies/${asText(company)}/files/${asText(id)}/download`;
	return {
		name: asText(metadata.name) || 'File',
		url: `${url}/internal/services/files/v1/${path}`,
		isImage: asText(metadata.mime).startsWith('image/'),
	};
}
