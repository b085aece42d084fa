import { errorOf, executeNode, itemWithFile, runNode } from '../engine';
import { byId, byUrl, chatwootRun, demo, requestsOf, useChatwoot } from './chatwoot';
import type { ChatwootRun } from './chatwoot';

const chatwoot = useChatwoot();
const run = (given: ChatwootRun) => chatwootRun(chatwoot, given);
const account = '/api/v1/accounts/1';
const at = (operation: string, more: object = {}) => ({
	resource: 'conversation',
	operation,
	account: byId(demo.account),
	...more,
});
const idsOf = async (operation: string, more: object = {}) =>
	(await runNode(run({ parameters: at(operation, more) }))).map(({ id }) => id);
const open = async (count: number, more: object = {}) => {
	const parameters = at('create', { contact: byId(demo.dan), inbox: byId(demo.api), ...more });
	await runNode(run({ parameters, items: Array.from({ length: count }, () => ({})) }));
	chatwoot.requests.length = 0;
};
const row = (id: number) =>
	chatwoot.state.conversations.find(({ display_id }) => display_id === id)!;

describe('Conversation > Get', () => {
	it('gives one conversation in the fields that workflows use', async () => {
		const parameters = at('get', {
			conversation: byUrl(`${chatwoot.url}/app/accounts/1/conversations/1`),
		});
		const [output] = await runNode(run({ parameters }));

		expect(requestsOf(chatwoot)).toEqual([`GET ${account}/conversations/1`]);
		expect(output).toMatchObject({
			id: 1,
			source_id: 'carla-on-the-bridge',
			status: 'open',
			contact: { id: demo.carla, name: 'Carla Customer' },
			last_message: { content: 'It left our house this morning.', message_type: 'outgoing' },
			url: `${chatwoot.url}/app/accounts/1/conversations/1`,
		});
	});

	it('returns the raw answer when it is not simplified', async () => {
		const parameters = at('get', { conversation: byId(1), simplify: false });
		const [output] = await runNode(run({ parameters }));
		expect(output).toMatchObject({ uuid: expect.any(String), meta: { channel: 'Channel::Api' } });
	});

	it('fails at the item that is not there, while the others go on', async () => {
		const items = [{ id: 1 }, { id: 99 }, { id: '' }];
		const parameters = at('get', { conversation: byId('={{ $json.id }}') });
		const onError = 'continueErrorOutput';
		const { outputs } = await executeNode(run({ parameters, items, onError }));
		expect(outputs[0].map(({ json }) => json.id)).toEqual([1]);
		expect(outputs[1].map(({ json }) => json.error)).toEqual([
			'Chatwoot did not find conversation 99, account 1',
			'"Conversation" is empty',
		]);
	});
});

describe('Conversation > Get Many, list', () => {
	it('gives all pages, each conversation once', async () => {
		await open(60);
		const ids = await idsOf('getMany', { returnAll: true });
		expect(ids).toHaveLength(61);
		expect(new Set(ids).size).toBe(61);
	});

	it('reads only the pages that the limit needs', async () => {
		await open(60);
		expect(await idsOf('getMany', { limit: 30 })).toHaveLength(30);
		expect(chatwoot.requests).toHaveLength(2);
	});

	it('gives those of any status when all are wanted', async () => {
		await open(3);
		Object.assign(row(2), { status: 'resolved' });
		Object.assign(row(3), { status: 'pending' });
		expect((await idsOf('getMany')).sort()).toEqual([1, 4]);
		expect((await idsOf('getMany', { status: 'all' })).sort()).toEqual([1, 2, 3, 4]);
		expect(await idsOf('getMany', { status: 'resolved' })).toEqual([2]);
	});

	it.each([
		['assignee', { assigneeType: 'assigned' }, [2]],
		['nobody', { assigneeType: 'unassigned' }, [1, 3]],
		['me', { assigneeType: 'me' }, []],
		['inbox', { inbox: byId(demo.website) }, [3]],
		['team', { team: byId(demo.team) }, [2]],
		['labels', { labels: ['urgent', 'shipping'] }, [1]],
		['source ID', { sourceId: 'carla-on-the-bridge' }, [1]],
		['text', { search: 'PARCEL' }, [1]],
		['time', { updatedWithin: 5 }, [1, 2, 3]],
		['involvement', { conversationType: 'participating' }, []],
	])('narrows by %s', async (_name, filters, expected) => {
		await open(2);
		Object.assign(row(1), { labels: ['Urgent'] });
		Object.assign(row(2), { assignee_id: demo.agent, team_id: demo.team });
		Object.assign(row(3), { inbox_id: demo.website });
		expect((await idsOf('getMany', { filters })).sort()).toEqual(expected);
	});

	it('keeps to the status in a search, which the server would forget', async () => {
		row(1).status = 'resolved';
		const filters = { search: 'parcel' };
		expect(await idsOf('getMany', { filters })).toEqual([]);
		expect(await idsOf('getMany', { filters, status: 'all' })).toEqual([1]);
	});

	it('takes % and _ in a text as they are typed', async () => {
		const message = chatwoot.state.messages.get(1)!;
		const found = async (search: string) =>
			await idsOf('getMany', { status: 'all', filters: { search } });
		message.content = 'I want 5% off order_7';
		expect([await found('5% off'), await found('5%7'), await found('r_7')]).toEqual([[1], [], [1]]);
	});

	it('sorts', async () => {
		await open(3);
		Object.assign(row(2), { priority: 'low' });
		Object.assign(row(3), { priority: 'urgent' });
		row(1).created_at -= 60_000;
		expect((await idsOf('getMany', { sortBy: 'priority_desc' })).slice(0, 2)).toEqual([3, 2]);
		expect((await idsOf('getMany', { sortBy: 'created_at_asc' }))[0]).toBe(1);
	});

	it('needs one request for what stands on the first page, in any order', async () => {
		await open(30);
		chatwoot.requests.length = 0;
		expect(await idsOf('getMany', { sortBy: 'created_at_asc', limit: 25 })).toHaveLength(25);
		expect(chatwoot.requests).toHaveLength(1);
		expect(await idsOf('getMany', { sortBy: 'created_at_asc', limit: 26 })).toHaveLength(26);
	});

	it('sorts by priority with the oldest first, and by what is unread', async () => {
		await open(3);
		for (const id of [2, 3, 4]) row(id).priority = 'urgent';
		row(3).created_at -= 60_000;
		row(2).created_at -= 30_000;
		const sortBy = 'priority_desc_created_at_asc';
		expect(await idsOf('getMany', { sortBy })).toEqual([3, 2, 4, 1]);
		expect((await idsOf('getMany', { sortBy: 'unread' }))[0]).toBe(1);
	});

	it('takes status and filters from each item', async () => {
		await open(1);
		row(2).status = 'pending';
		const items = [
			{ status: 'open', inbox: 1 },
			{ status: 'pending', inbox: 1 },
			{ status: 'all', inbox: 2 },
		];
		const parameters = at('getMany', {
			status: '={{ $json.status }}',
			filters: { inbox: byId('={{ $json.inbox }}') },
		});
		const { outputs } = await executeNode(run({ parameters, items }));
		expect(outputs[0].map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
			[1, { item: 0 }],
			[2, { item: 1 }],
		]);
	});

	it.each([
		['an unknown status', { status: '={{ "closed" }}' }, '"Status" is "closed"'],
		['an unknown order', { sortBy: '={{ "name" }}' }, '"Sort By" is "name"'],
		[
			'an unknown assignee',
			{ filters: { assigneeType: '={{ "bob" }}' } },
			'"Filters > Assignee" is "bob"',
		],
		['a wrong inbox', { filters: { inbox: byId('={{ "x" }}') } }, '"Filters > Inbox" is not'],
		['a limit of nothing', { limit: 0 }, '"Limit" should be'],
		[
			'a time of nothing',
			{ filters: { updatedWithin: 0 } },
			'"Filters > Updated Within (Minutes)" should be a whole number',
		],
	])('refuses %s before any request', async (_name, more, message) => {
		const error = await errorOf(run({ parameters: at('getMany', more) }));
		expect(error.message).toContain(message);
		expect(chatwoot.requests).toEqual([]);
	});

	it.each(['getMany', 'getCounts'])('says in %s that an inbox is unknown', async (operation) => {
		const parameters = at(operation, { filters: { inbox: byId(77) } });
		const error = await errorOf(run({ parameters }));
		expect(error.message).toBe(
			'"Filters > Inbox" is not an inbox that the user of the access token sees: 77',
		);
		expect(error.description).toBe('There are: Website Bridge (1), Shop Chat (2).');
	});

	it('says which label is not defined when it finds nothing', async () => {
		const parameters = at('getMany', { filters: { labels: ['urgnet', 'shipping'] } });
		const { json, hints } = await executeNode(run({ parameters }));
		expect([json, hints]).toEqual([
			[],
			['Nothing was found: the account does not define "urgnet"'],
		]);
	});

	it('says that a team is unknown', async () => {
		const parameters = at('getMany', { filters: { team: byId(77) } });
		const error = await errorOf(run({ parameters }));
		expect(error.httpCode).toBe('404');
		expect(error.message).toBe('Chatwoot did not find team 77, account 1');
	});
});

describe('Conversation > Get Many, filter', () => {
	const filter = (rows: object[], more: object = {}) => ({
		listBy: 'filter',
		conditions: { row: rows },
		...more,
	});

	it('finds by rows, over all pages and statuses', async () => {
		await open(30);
		row(5).status = 'resolved';
		const inInbox = { attribute: 'inbox_id', operator: 'equal_to', value: [demo.api] };
		const ids = await idsOf('getMany', { ...filter([inInbox]), returnAll: true });
		expect(ids).toHaveLength(31);
		const resolved = { attribute: 'status', operator: 'equal_to', value: ['resolved'] };
		expect(await idsOf('getMany', filter([inInbox, resolved]))).toEqual([5]);
	});

	it('finds by labels in capitals, and by each value of a custom attribute', async () => {
		await open(3);
		row(2).labels = ['urgent'];
		[row(2), row(3), row(4)].forEach((each, index) => {
			each.custom_attributes = { order_id: `A-${index}` };
		});
		const label = { attribute: 'labels', operator: 'equal_to', value: ['URGENT'] };
		expect(await idsOf('getMany', filter([label]))).toEqual([2]);
		const orders = { attribute: 'custom', key: 'order_id', operator: 'equal_to' };
		const rows = [{ ...orders, value: ['A-0', 'a-1'] }];
		expect((await idsOf('getMany', filter(rows))).sort()).toEqual([2, 3]);
		expect(await idsOf('getMany', filter([...rows, label]))).toEqual([2]);
	});

	it('finds by JSON', async () => {
		const rows = [{ attribute_key: 'status', filter_operator: 'equal_to', values: ['open'] }];
		const more = { listBy: 'filter', conditionsMode: 'json', conditionsJson: JSON.stringify(rows) };
		expect(await idsOf('getMany', more)).toEqual([1]);
	});

	it('refuses an empty filter, which would match everything', async () => {
		const error = await errorOf(run({ parameters: at('getMany', filter([])) }));
		expect(error.message).toBe('"Conditions" has no rows');
		expect(chatwoot.requests).toEqual([]);
	});
});

describe('Conversation > Get Counts', () => {
	it('counts what passes the filters', async () => {
		await open(2);
		row(2).assignee_id = demo.admin;
		row(3).status = 'resolved';
		const counts = async (more: object) =>
			await runNode(run({ parameters: at('getCounts', more) }));

		expect(await counts({})).toEqual([
			{ all_count: 2, mine_count: 1, assigned_count: 1, unassigned_count: 1 },
		]);
		expect(await counts({ status: 'all' })).toMatchObject([{ all_count: 3 }]);
		const filters = { inbox: byId(demo.website) };
		expect(await counts({ status: 'all', filters })).toMatchObject([{ all_count: 0 }]);
	});

	it('refuses an unknown status before any request', async () => {
		const error = await errorOf(run({ parameters: at('getCounts', { status: '={{ "x" }}' }) }));
		expect(error.message).toBe('"Status" is "x"');
		expect(chatwoot.requests).toEqual([]);
	});
});

describe('Conversation > Get Unread Counts', () => {
	const unreadCounts = async (credential: object = {}) =>
		await runNode(run({ parameters: at('getUnreadCounts'), credential: { ...credential } }));
	const switchOn = () => {
		chatwoot.state.accounts.get(demo.account)!.features.conversation_unread_counts = true;
	};
	const readAll = (id: number) => {
		const last = chatwoot.state.messages.by('conversation_id', row(id).id).at(-1)!;
		row(id).agent_last_seen_at = last.created_at;
	};
	const arrive = (id: number, more: object = {}) => {
		const { id: conversation_id } = Object.assign(row(id), more);
		const [message] = chatwoot.state.messages.where(({ message_type }) => message_type === 0);
		chatwoot.state.messages.insert({ ...message, id: 100 + id, conversation_id });
	};

	it('gives a row for each inbox, label and team with open conversations nobody has read', async () => {
		switchOn();
		readAll(1);
		await open(3, { inbox: byId(demo.api) });
		arrive(2, { labels: ['urgent', 'shipping'] });
		arrive(3, { labels: ['urgent'], team_id: demo.team });
		arrive(4, { status: 'resolved', labels: ['urgent'], team_id: demo.team });

		expect(await unreadCounts()).toEqual([
			{
				by_inbox: [{ id: demo.api, unread_count: 2 }],
				by_label: [
					{ id: 1, unread_count: 2 },
					{ id: 2, unread_count: 1 },
				],
				by_team: [{ id: demo.team, unread_count: 1 }],
			},
		]);
		expect(requestsOf(chatwoot)).toEqual([`GET ${account}/conversations/unread_counts`]);
	});

	it('puts out one item where everything has been read, and what the user of the token sees', async () => {
		switchOn();
		readAll(1);
		await open(1);
		arrive(2, { inbox_id: demo.website });
		chatwoot.state.inboxMembers
			.where(({ user_id }) => user_id === demo.agent)
			.forEach(({ id }) => chatwoot.state.inboxMembers.remove(id));

		const nothing = { by_inbox: [], by_label: [], by_team: [] };
		expect(await unreadCounts({ accessToken: 'AGENT_TOKEN' })).toEqual([nothing]);
		expect(await unreadCounts()).toMatchObject([{ by_inbox: [{ id: demo.website }] }]);
	});

	it('says what to do where the account lacks the feature', async () => {
		const error = await errorOf(run({ parameters: at('getUnreadCounts') }));
		expect(error.message).toBe(
			'Chatwoot does not allow this here: Conversation unread counts feature not enabled for this account',
		);
		expect(error.description).toContain('whoever runs the Chatwoot server');
	});
});

describe('Conversation > Get Attachments', () => {
	it('gives the files with their messages', async () => {
		const file = { fileName: 'list.csv', mimeType: 'text/csv' };
		const items = Array.from({ length: 3 }, () => itemWithFile({}, Buffer.from('a,b'), file));
		const message = { resource: 'message', operation: 'create', account: byId(1) };
		const parameters = { ...message, conversation: byId(1), attachments: 'data' };
		await runNode(run({ parameters, items }));
		const output = await runNode(
			run({ parameters: at('getAttachments', { conversation: byId(1), limit: 2 }) }),
		);

		expect(output).toHaveLength(2);
		expect(output[0]).toMatchObject({
			message_id: expect.any(Number),
			file_type: 'file',
			extension: 'csv',
			file_size: 3,
			data_url: expect.stringContaining('list.csv'),
			created_at: expect.stringMatching(/Z$/),
			sender: { name: 'Alice Admin' },
		});
	});

	it('gives nothing where there is none, and names an unknown conversation', async () => {
		const parameters = at('getAttachments', { conversation: byId('={{ $json.id }}') });
		const onError = 'continueErrorOutput';
		const items = [{ id: 1 }, { id: 99 }];
		const { outputs } = await executeNode(run({ parameters, items, onError }));
		expect(outputs[0]).toEqual([]);
		expect(outputs[1][0].json.error).toContain('Chatwoot did not find conversation 99');
	});
});
