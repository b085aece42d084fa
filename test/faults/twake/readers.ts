import { demoIds } from '../../../sandbox/twake';
import type { TwakeSandbox } from '../../../sandbox/twake';
import { join } from '../../../sandbox/twake/channels/create';
import { plant } from '../../../sandbox/twake/state/plant';
import { byId } from '../../Twake/twake';
import type { ReadCase } from '../write-case';

type Reader = ReadCase<TwakeSandbox>;

const THREAD = '7f8d2a00-7c11-11ef-8a2b-0242ac120002';
const FILE = '7f8d2a00-7c11-11ef-8a2b-0242ac120003';

const company = byId(demoIds.company);
const inWorkspace = { company, workspace: byId(demoIds.workspace) };
const inChannel = { ...inWorkspace, channel: byId(demoIds.channel) };
const inThread = { ...inChannel, thread: byId(THREAD) };

function withThread({ state }: TwakeSandbox): void {
	const messages = [{ id: THREAD, text: 'Hello' }];
	plant(state, { thread: THREAD, channel: demoIds.channel, messages });
}

/** The application finds only messages in channels that it has joined. */
function withJoinedThread(world: TwakeSandbox): void {
	withThread(world);
	const channel = world.state.channels.get(demoIds.channel)!;
	join(world.state, channel, demoIds.application);
}

function withFile({ state }: TwakeSandbox): void {
	const metadata = { name: 'x.txt', mime: 'text/plain', thumbnails_status: 'done' };
	const upload_data = { size: 1, chunks: 1 };
	const about = { company_id: demoIds.company, user_id: demoIds.alice, application_id: null };
	const times = { created_at: 1, updated_at: 1 };
	state.files.set(FILE, { ...about, ...times, id: FILE, metadata, upload_data, thumbnails: [] });
	state.contents.set(FILE, Buffer.from('x'));
}

/** The message of the thread with this file. */
function withAttachment(world: TwakeSandbox): void {
	withFile(world);
	const external_id = { company_id: demoIds.company, id: FILE };
	const metadata = { source: 'internal', external_id, name: 'x.txt', mime: 'text/plain' };
	const messages = [
		{ id: THREAD, text: 'Hello', files: [{ message_id: THREAD, id: FILE, metadata }] },
	];
	plant(world.state, { thread: THREAD, channel: demoIds.channel, messages });
}

const reads = (
	name: string,
	parameters: Reader['parameters'],
	prepare?: Reader['prepare'],
): Reader => {
	const [resource, operation] = name.split(' ');
	return { resource, operation, parameters, prepare };
};

/** The operations that change nothing. */
export const twakeReaders: Reader[] = [
	reads('thread get', inThread, withThread),
	reads('thread getMany', inChannel, withThread),
	reads('message get', inThread, withThread),
	reads('message getMany', inThread, withThread),
	reads('message downloadAttachments', inThread, withAttachment),
	reads('message search', { company, search: 'Hello' }, withJoinedThread),
	reads('channel get', inChannel),
	reads('channel getMany', inWorkspace),
	reads('channel getMembers', inChannel),
	reads('file get', { company, file: FILE }, withFile),
	reads('file download', { company, file: FILE }, withFile),
	reads('user get', { user: demoIds.alice }),
	reads('user search', { company, search: 'alice' }),
	reads('application get', {}),
];
