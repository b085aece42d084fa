import { aCategory, anArticle, aPortal } from '../faults/chatwoot/help-center';
import { demo } from './chatwoot';
import { Desk } from './desk';

const desk = new Desk('search');

function addArticle() {
	const { state } = desk.chatwoot;
	state.portals.insert(aPortal);
	state.categories.insert(aCategory);
	state.articles.insert(anArticle);
}

/** A conversation without messages, as the server stores it. */
function emptyConversation() {
	desk.chatwoot.state.messages.removeWhere(() => true);
}

describe('Search', () => {
	it('finds everything, and says what it is', async () => {
		addArticle();
		const kinds = async (search: string) =>
			(await desk.output('all', { search })).map(({ kind }) => kind);
		expect(await kinds('parcel')).toEqual(['article', 'message']);
		expect(await kinds('carla')).toEqual(['contact', 'conversation']);
		expect(await kinds('nobody at all')).toEqual([]);
	});

	it('tells each kind of hit in the fields that workflows use', async () => {
		addArticle();
		const { url } = desk.chatwoot;
		const found = async (operation: string, search: string) =>
			await desk.output(operation, { search });
		expect(await found('contacts', 'carla@')).toMatchObject([
			{ id: demo.carla, name: 'Carla Customer', url: `${url}/app/accounts/1/contacts/1` },
		]);
		expect(await found('conversations', 'Carla')).toEqual([
			{
				id: demo.conversation,
				inbox_id: demo.api,
				inbox_name: 'Website Bridge',
				contact_id: demo.carla,
				contact_name: 'Carla Customer',
				agent_id: null,
				agent_name: null,
				first_message: 'Where is my parcel?',
				created_at: expect.stringMatching(/Z$/),
				url: `${url}/app/accounts/1/conversations/1`,
			},
		]);
		expect(await found('messages', 'PARCEL')).toMatchObject([
			{
				content: 'Where is my parcel?',
				message_type: 'incoming',
				conversation_id: demo.conversation,
				url: `${url}/app/accounts/1/conversations/1?messageId=1`,
			},
		]);
		expect(await found('articles', 'parc')).toMatchObject([
			{ title: 'Track a parcel', portal_slug: 'help', category_name: 'Orders' },
		]);
	});

	it('puts hits out as they came if wanted', async () => {
		const [hit] = await desk.output('messages', { search: 'parcel', simplify: false });
		expect(hit).toMatchObject({ message_type: 0, sender: { email: 'carla@customer.example' } });
	});

	it.each<[string, string, string]>([
		['messages', 'parcel', 'created_at'],
		['contacts', 'carla', 'last_activity_at'],
		['articles', 'parcel', 'updated_at'],
	])(
		'of %s can be narrowed to a time, whether the server can or not',
		async (kind, search, key) => {
			addArticle();
			const [hit] = await desk.output(kind, { search, simplify: false });
			const at = new Date(Number(hit[key]) * 1000);
			const found = async (since: Date | string, until: Date | string) =>
				await desk.output(kind, { search, filters: { since: text(since), until: text(until) } });
			const text = (moment: Date | string) =>
				typeof moment === 'string' ? moment : moment.toISOString();
			const minute = (count: number) => new Date(at.getTime() + count * 60_000);

			expect(await found(at, at)).toMatchObject([{ id: hit.id }]);
			expect(await found('', minute(1))).toMatchObject([{ id: hit.id }]);
			expect(await found(minute(1), '')).toEqual([]);
			expect(await found('', minute(-1))).toEqual([]);
			const until = minute(-1).getTime() / 1000;
			expect(desk.chatwoot.requests.at(-1)?.path).toContain(`until=${until}`);
			const filters = { since: minute(1).toISOString(), until: at.toISOString() };
			expect(await desk.refusal(kind, { search, filters })).toContain(
				'"Filters > Since" is after the end',
			);
		},
	);

	it('is read to the end, and looks for signs that stand for others as they are written', async () => {
		const { contacts } = desk.chatwoot.state;
		const [row] = contacts.all();
		for (let index = 0; index < 40; index++) {
			const email = `p${index}@x.example`;
			contacts.insert({ ...row, id: 200 + index, identifier: null, phone_number: null, email });
		}
		const all = { search: 'x.example', returnAll: true };
		expect(await desk.output('contacts', all)).toHaveLength(40);
		expect(await desk.output('contacts', { ...all, search: '%' })).toEqual([]);
		expect(await desk.output('contacts', { search: 'x.example', limit: 7 })).toHaveLength(7);
	});

	it('says what is wrong where a conversation without a message is found', async () => {
		emptyConversation();
		const refusal = await desk.refusal('conversations', { search: 'Carla' });
		expect(refusal).toContain('one of the conversations that it finds has no message at all');
		const { json, hints } = await desk.result('all', { search: 'Carla' });
		expect(json).toMatchObject([{ kind: 'contact', id: demo.carla }]);
		expect(hints).toEqual([expect.stringContaining('Conversations could not be searched')]);
	});

	it('refuses an empty search, which would find everything', async () => {
		expect(await desk.refusal('all', { search: ' ' })).toContain('"Search Text" is empty');
		expect(desk.chatwoot.requests).toEqual([]);
	});
});
