import type { IDataObject } from 'n8n-workflow';
import { demoIds, demoWorld, startTwake } from '../../sandbox/twake';
import type { TwakeSandbox } from '../../sandbox/twake';
import { plant } from '../../sandbox/twake/state/plant';
import { byId, twakeRun } from '../Twake/twake';
import { numbers } from './write-case';
import type { Desk, WriteCase } from './write-case';

type Case = WriteCase<TwakeSandbox>;

const idOf = (index: number, kind = '2') =>
	`7f8d2a00-7c11-11ef-8a2b-${kind}${String(index).padStart(11, '0')}`;

/** Threads of the application, each with its first message and a reply. */
function threads({ state }: TwakeSandbox, count: number): IDataObject[] {
	return numbers(count).map((index) => {
		const [thread, reply] = [idOf(index), idOf(index, '3')];
		const messages = [thread, reply].map((id) => ({ id, text: `before ${index}` }));
		plant(state, { thread, channel: demoIds.channel, messages });
		return { index, thread, reply, text: `text ${index}` };
	});
}

const texts = (_: TwakeSandbox, count: number): IDataObject[] =>
	numbers(count).map((index) => ({ index, text: `text ${index}` }));

function messagesOf({ state }: TwakeSandbox, text: unknown): number {
	const all = [...state.messages.values()].flatMap((thread) => [...thread.values()]);
	return all.filter((message) => message.text === text).length;
}

const firstOf = ({ state }: TwakeSandbox, { thread }: IDataObject) =>
	state.message(String(thread), String(thread));

const yes = (isDone: boolean) => (isDone ? 1 : 0);
const place = { company: byId(demoIds.company), thread: byId('={{ $json.thread }}') };

export const twakeCases: Case[] = [
	{
		resource: 'thread',
		operation: 'create',
		parameters: {
			company: byId(demoIds.company),
			workspace: byId(demoIds.workspace),
			channel: byId(demoIds.channel),
			text: '={{ $json.text }}',
		},
		prepare: texts,
		times: (world, { text }) => messagesOf(world, text),
	},
	{
		resource: 'thread',
		operation: 'reply',
		parameters: { ...place, text: '={{ $json.text }}' },
		prepare: threads,
		times: (world, { text }) => messagesOf(world, text),
	},
	{
		resource: 'message',
		operation: 'update',
		parameters: { ...place, text: '={{ $json.text }}' },
		prepare: threads,
		times: (world, item) => yes(firstOf(world, item)?.text === item.text),
	},
	{
		resource: 'message',
		operation: 'delete',
		parameters: { ...place, message: byId('={{ $json.reply }}') },
		prepare: threads,
		times: ({ state }, { thread, reply }) =>
			yes(state.message(String(thread), String(reply)) === undefined),
	},
	{
		resource: 'message',
		operation: 'pin',
		parameters: place,
		prepare: threads,
		times: (world, item) => yes(Boolean(firstOf(world, item)?.pinned_info)),
	},
	{
		resource: 'message',
		operation: 'setReactions',
		parameters: { ...place, reactions: ':+1:' },
		prepare: threads,
		times: (world, item) => yes(JSON.stringify(firstOf(world, item)?.reactions).includes('+1')),
	},
];

export const twakeDesk: Desk<TwakeSandbox> = {
	name: 'Twake',
	cases: twakeCases,
	secrets: [demoIds.privateKey],
	start: async () => await startTwake(),
	reset(world) {
		world.seed(demoWorld);
		world.requests.length = 0;
	},
	run: (world, baseUrl, parameters) => twakeRun(world, { parameters, credential: { baseUrl } }),
	mistakes: () => [],
};
