import type { MatrixSandbox } from '../../sandbox/matrix';
import { demoIds } from '../../sandbox/matrix';
import { asked, posted, text, useMatrix } from '../TwakeChat/twake-chat';

const PATH = '/_matrix/client/unstable/org.matrix.simplified_msc3575/sync';

interface Event {
	type: string;
	state_key?: string;
	content: { body?: string };
}

interface Room {
	name?: string;
	initial?: boolean;
	is_dm?: boolean;
	limited?: boolean;
	num_live?: number;
	joined_count?: number;
	heroes?: Array<{ user_id: string }>;
	timeline?: Event[];
	required_state?: Event[];
	invite_state?: Event[];
}

interface Answer {
	errcode?: string;
	pos: string;
	lists: Record<string, { count: number; ops: Array<{ room_ids: string[] }> }>;
	rooms: Record<string, Room>;
}

let matrix: MatrixSandbox;
useMatrix((started) => {
	matrix = started;
});

const wish = (limit: number, ...state: Array<[string, string]>) => ({
	timeline_limit: limit,
	required_state: state,
});
const inList = (list: object, first = 0, last = 9) => ({
	lists: { all: { ranges: [[first, last]], ...list } },
});
async function sync(body: object, pos?: string, timeout = 0) {
	const query = pos === undefined ? '' : `?timeout=${timeout}&pos=${encodeURIComponent(pos)}`;
	const response = await fetch(`${matrix.url}${PATH}${query}`, {
		method: 'POST',
		headers: { authorization: `Bearer ${demoIds.token}` },
		body: JSON.stringify(body),
	});
	return { status: response.status, ...((await response.json()) as Answer) };
}
const said = (room: Room) => room.timeline?.map(({ content }) => content.body);

describe('Simplified sliding sync', () => {
	it('shows a window of the rooms, those with the newest activity first', async () => {
		await posted(matrix, text('Hello'), { room: demoIds.team });
		await posted(matrix, text('Hi'));
		const { lists, rooms } = await sync(inList(wish(1, ['m.room.name', '']), 0, 1));

		expect(lists.all.count).toBe(5);
		expect(lists.all.ops[0].room_ids).toEqual([demoIds.support, demoIds.team]);
		expect(Object.keys(rooms)).toHaveLength(2);
		const shown = rooms[demoIds.support];
		expect(shown).toMatchObject({ name: 'Support', initial: true, limited: true, num_live: 0 });
		expect(shown.joined_count).toBe(3);
		expect(said(shown)).toEqual(['Hi']);
		expect(shown.required_state?.map(({ type }) => type)).toEqual(['m.room.name']);
	});

	it('filters rooms, and names those without a name by their members', async () => {
		const only = async (filters: object) =>
			Object.values((await sync(inList({ ...wish(0), filters }))).rooms);

		expect(await only({ is_encrypted: true })).toMatchObject([{ name: 'Secret' }]);
		expect(await only({ room_types: ['m.space'] })).toMatchObject([{ name: 'Acme' }]);
		expect(await only({ is_dm: true })).toMatchObject([
			{ is_dm: true, heroes: [{ user_id: demoIds.alice, displayname: 'Alice Martin' }] },
		]);
	});

	it('goes on with what is new, once, and waits for it', async () => {
		const body = { room_subscriptions: { [demoIds.support]: wish(5) } };
		const first = await sync(body);
		const waiting = sync(body, first.pos, 20_000);
		await posted(matrix, text('News'));
		const second = await waiting;
		const third = await sync(body, second.pos);

		expect(Object.keys(first.rooms)).toEqual([demoIds.support]);
		const shown = second.rooms[demoIds.support];
		expect(said(shown)).toEqual(['News']);
		expect(shown).toMatchObject({ limited: false, num_live: 1 });
		expect(shown).not.toHaveProperty('initial');
		expect(third.rooms).toEqual({});
	});

	it('sends members when they write for the first time', async () => {
		const lazy = { room_subscriptions: { [demoIds.support]: wish(1, ['m.room.member', '$LAZY']) } };
		const first = await sync(lazy);
		const next = async (pos: string) => {
			await posted(matrix, text('Me too'), { token: demoIds.token });
			return await sync(lazy, pos);
		};
		const second = await next(first.pos);
		const third = await next(second.pos);

		const members = ({ rooms }: Answer) =>
			rooms[demoIds.support].required_state?.map(({ state_key: user }) => user);
		expect(members(first)).toEqual([demoIds.alice]);
		expect(members(second)).toEqual([demoIds.bot]);
		expect(members(third)).toBeUndefined();
	});

	it('shows an invitation as such, and the whole room to who has joined', async () => {
		const body = JSON.stringify({ name: 'Project', invite: [demoIds.bot] });
		const path = '/_matrix/client/v3/createRoom';
		const { room_id: room } = await asked(matrix, path, { method: 'POST', body });
		const wanted = { room_subscriptions: { [String(room)]: wish(1) } };
		const invited = await sync(wanted);
		const join = `/_matrix/client/v3/rooms/${encodeURIComponent(String(room))}/join`;
		await asked(matrix, join, { method: 'POST', body: '{}', token: demoIds.token });
		const joined = await sync(wanted, invited.pos);

		const [before, after] = [invited, joined].map(({ rooms }) => rooms[String(room)]);
		expect(before.invite_state?.map(({ type }) => type)).toContain('m.room.name');
		expect(before).not.toHaveProperty('timeline');
		expect(after).toMatchObject({ name: 'Project', initial: true, joined_count: 2 });
		expect(after.timeline).toHaveLength(1);
	});

	it('refuses a position that it does not know, and a list without its limit', async () => {
		const list = inList(wish(1));
		const { pos } = await sync(list);

		expect(await sync(list, 'x')).toMatchObject({ status: 400, errcode: 'M_UNKNOWN' });
		const other = pos.replace(/^\d+/, '9');
		expect(await sync(list, other)).toMatchObject({ status: 400, errcode: 'M_UNKNOWN_POS' });
		expect(await sync(inList({ required_state: [] }))).toMatchObject({
			...{ status: 400, errcode: 'M_MISSING_PARAM' },
		});
	});
});
