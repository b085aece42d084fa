import type { IDataObject } from 'n8n-workflow';
import type { ChatwootSandbox } from '../../../sandbox/chatwoot';
import { byId, demo } from '../../Chatwoot/chatwoot';
import { contacts, conversations, fresh, messages, picture } from '../chatwoot/plant';
import { share, yes } from '../write-case';
import type { Carried, WriteCase } from '../write-case';

type Case = WriteCase<ChatwootSandbox>;

const customer = { sourceId: '={{ $json.source }}' };
const here = { ...customer, conversation: byId('={{ $json.conversation }}') };
const text = '={{ $json.text }}';
const message = '={{ $json.message }}';

/** The items of `prepare` with the source IDs of their conversations. */
const sources =
	(prepare: Case['prepare']): Case['prepare'] =>
	(world, count) =>
		prepare(world, count).map((item) => {
			const row = conversationOf(world, item);
			const session = row && world.state.sessions.get(row.session_id);
			return { ...item, source: session?.source_id };
		});

/** The demo world's messages, in conversations of their own, with what they ask. */
const asking = (content_type: string, content_attributes: object): Case['prepare'] =>
	sources(messages(() => ({ content_type, content_attributes: content_attributes as never })));

const conversationOf = ({ state }: ChatwootSandbox, { conversation }: IDataObject) =>
	state.conversations.find(({ display_id }) => display_id === conversation);
const messagesOf = ({ state }: ChatwootSandbox, { text }: IDataObject) =>
	state.messages.where(({ content }) => content === text).length;
const answersOf = ({ state }: ChatwootSandbox, { message }: IDataObject) =>
	JSON.stringify(state.messages.get(Number(message))?.content_attributes.submitted_values);

/** What shows nowhere in the state was carried out at least once. */
const carriedOut =
	(call: string): Case['times'] =>
	(_world, { conversation }, carried: Carried[]) =>
		yes(
			carried.some(({ path }) => path.endsWith(`/conversations/${String(conversation)}/${call}`)),
		);

/** The messages of the team, which become read. */
const fromTeam = sources(messages(() => ({ message_type: 1, status: 'sent' })));

const choose: Case = {
	resource: 'message',
	operation: 'answer',
	parameters: { ...here, message, choice: 'yes' },
	prepare: asking('input_select', { items: [{ title: 'Yes', value: 'yes' }] }),
	times: (world, item) => yes(answersOf(world, item) === '[{"title":"Yes","value":"yes"}]'),
};

export const clientCases: Case[] = [
	{
		resource: 'contact',
		operation: 'findOrCreate',
		parameters: { sourceId: '={{ $json.key }}', additionalFields: { email: '={{ $json.mail }}' } },
		prepare: fresh,
		times: ({ state }, { key }) => state.sessions.where((row) => row.source_id === key).length,
	},
	{
		resource: 'contact',
		operation: 'findOrCreate',
		variant: 'with a source ID of the server',
		parameters: { additionalFields: { email: '={{ $json.mail }}' } },
		prepare: fresh,
		times({ state }, { mail }) {
			const row = state.contacts.find(({ email }) => email === mail);
			return state.sessions.where(({ contact_id }) => contact_id === row?.id).length;
		},
	},
	{
		resource: 'contact',
		operation: 'update',
		parameters: { ...customer, updateFields: { name: text, avatarBinaryField: 'data' } },
		prepare: sources(
			conversations(
				() => ({}),
				() => ({ avatar: null }),
			),
		),
		file: picture,
		times({ state }, { contact, text }) {
			const row = state.contacts.get(Number(contact));
			return share(row?.name === text, row?.avatar !== null);
		},
	},
	{
		resource: 'conversation',
		operation: 'create',
		parameters: customer,
		prepare: (world, count) =>
			contacts()(world, count).map((item) => {
				const [template] = world.state.sessions.all();
				const own = { contact_id: Number(item.contact), source_id: String(item.key) };
				const { source_id: source } = world.state.sessions.insert({
					...structuredClone(template),
					id: Number(item.contact),
					...own,
				});
				return { ...item, source };
			}),
		times: ({ state }, { contact }) =>
			state.conversations.where(({ contact_id }) => contact_id === contact).length,
	},
	{
		resource: 'conversation',
		operation: 'resolve',
		parameters: here,
		prepare: sources(conversations()),
		times: (world, item) => yes(conversationOf(world, item)?.status === 'resolved'),
	},
	{
		resource: 'conversation',
		operation: 'markRead',
		parameters: here,
		prepare: fromTeam,
		times: ({ state }, { message }) => yes(state.messages.get(Number(message))?.status === 'read'),
	},
	...['typingOn', 'typingOff'].map((operation) => ({
		resource: 'conversation',
		operation,
		parameters: here,
		prepare: sources(conversations()),
		times: carriedOut('toggle_typing'),
	})),
	{
		resource: 'message',
		operation: 'create',
		parameters: { ...here, text },
		prepare: sources(conversations()),
		times: messagesOf,
	},
	{
		resource: 'message',
		operation: 'create',
		variant: 'with a file',
		parameters: { ...here, text, attachments: 'data' },
		prepare: sources(conversations()),
		file: picture,
		times: messagesOf,
	},
	choose,
	{
		...choose,
		variant: 'a form',
		parameters: { ...here, message, formValues: '{"city": "Rome"}' },
		prepare: asking('form', { items: [{ name: 'city' }] }),
		times: (world, item) => yes(answersOf(world, item) === '[{"name":"city","value":"Rome"}]'),
	},
	{
		resource: 'csat',
		operation: 'answer',
		parameters: { ...here, rating: '4', feedback: text },
		prepare: asking('input_csat', { display_type: 'emoji' }),
		times: ({ state }, { message, text }) =>
			state.ratings.where((row) => row.message_id === message && row.feedback_message === text)
				.length,
	},
];

/** The survey of the demo world's conversation. */
export function addSurvey({ state }: ChatwootSandbox): void {
	const row = { account_id: 1, conversation_id: demo.conversation, contact_id: demo.carla };
	const said = { rating: 5, feedback_message: 'Fast!', created_at: Date.now() };
	state.ratings.insert({ ...row, ...said, message_id: 2, assigned_agent_id: demo.agent });
	state.messages.get(2)!.content_type = 'input_csat';
}
