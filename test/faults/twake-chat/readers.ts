import { demoIds } from '../../../sandbox/matrix';
import type { MatrixSandbox } from '../../../sandbox/matrix';
import { byId } from '../../TwakeChat/twake-chat';
import type { ReadCase } from '../write-case';
import { plant, text } from './plant';

type Reader = ReadCase<MatrixSandbox>;

const room = byId(demoIds.support);
const inRoom = { room };

/** IDs are made from what is in an event and when: they are only known once it is there. */
const withMessage = (
	name: string,
	parameters: Reader['parameters'],
	...fields: string[]
): Reader => {
	const reader = reads(name, { ...parameters });
	reader.prepare = (world) => {
		const first = { ...text('Hello'), 'n8n.thread_key': 'ticket 4711' };
		const root = plant(world, first, { from: demoIds.bot });
		const about = { event_id: root };
		plant(world, { ...text('Re'), 'm.relates_to': { rel_type: 'm.thread', ...about } });
		const reaction = { rel_type: 'm.annotation', key: '👍', ...about };
		plant(world, { 'm.relates_to': reaction }, { type: 'm.reaction' });
		const own = { 'm.relates_to': { ...reaction, key: '✅' }, 'n8n.context': { ticket: 4711 } };
		plant(world, own, { type: 'm.reaction', from: demoIds.bot });
		for (const field of fields) reader.parameters[field] = byId(root);
	};
	return reader;
};

const FILE = 'AUbykETgjxhjMlMJBvWWfIyc';

function withFile({ state }: MatrixSandbox): void {
	const about = { id: FILE, owner: demoIds.alice, name: 'x.txt', type: 'text/plain' };
	state.media.set(FILE, { ...about, bytes: Buffer.from('x'), unusedUntil: 0 });
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
export const twakeChatReaders: Reader[] = [
	withMessage('message get', inRoom, 'message'),
	withMessage('message getMany', inRoom),
	withMessage('thread get', inRoom, 'thread'),
	withMessage('thread getMany', inRoom),
	withMessage('reaction getMany', inRoom, 'message'),
	reads('room get', inRoom),
	reads('room getMany', {}),
	reads('room getMembers', inRoom),
	reads('file download', { file: `mxc://${demoIds.server}/${FILE}` }, withFile),
	reads('user get', { user: byId(demoIds.alice) }),
	reads('user search', { search: 'alice' }),
];
