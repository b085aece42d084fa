import type { FilePart } from '../../shared/multipart';
import type { Requester } from '../../shared/request';
import { Turns } from '../../shared/turns';
import { SettingsApi } from './account';
import { AgentBotsApi } from './agent-bots';
import { AgentsApi } from './agents';
import { AssignmentsApi } from './assignments';
import { AttachmentsApi } from './attachments';
import { AttributesApi } from './attributes';
import { CannedResponsesApi } from './canned-responses';
import { ContactListsApi } from './contact-lists';
import { ContactsApi } from './contacts';
import type { ContactChange, CreatedContact, NewContact } from './contacts';
import { ConversationChangesApi } from './conversation-changes';
import { ConversationListsApi } from './conversation-lists';
import { ConversationsApi } from './conversations';
import { createOrExplain, updateOrExplain } from './duplicates';
import { FilesApi } from './files';
import { InboxesApi } from './inboxes';
import { CarriedLabelsApi, LabelsApi } from './labels';
import { MessagesApi } from './messages';
import { NotesApi } from './notes';
import { ProfileApi } from './profile';
import { SessionsApi } from './sessions';
import { keepingProfiles } from './social-profiles';
import { TeamsApi } from './teams';
import type { Contact } from './types';
import { upsert } from './upsert';
import type { Upsert, Upserted } from './upsert';
import { WebhooksApi } from './webhooks';

/** Chatwoot's Application API (chatwoot.md), one instance per execution. */
export class ChatwootApi {
	readonly profile: ProfileApi;
	private readonly accounts = new Map<number, AccountApi>();

	constructor(readonly requester: Requester) {
		this.profile = new ProfileApi(requester);
	}

	account(id: number): AccountApi {
		const known = this.accounts.get(id) ?? new AccountApi(this.requester, id);
		this.accounts.set(id, known);
		return known;
	}
}

/** What belongs to one account. Lists that come whole are asked once per instance. */
export class AccountApi {
	readonly agentBots: AgentBotsApi;
	readonly agents: AgentsApi;
	readonly assignments: AssignmentsApi;
	readonly attachments: AttachmentsApi;
	/** Definitions of custom attributes. */
	readonly attributes: AttributesApi;
	readonly cannedResponses: CannedResponsesApi;
	readonly contacts: ContactsApi;
	readonly contactLists: ContactListsApi;
	/** The labels that contacts carry. */
	readonly contactLabels: CarriedLabelsApi;
	/** The labels that conversations carry. */
	readonly conversationLabels: CarriedLabelsApi;
	readonly conversations: ConversationsApi;
	readonly conversationChanges: ConversationChangesApi;
	readonly conversationLists: ConversationListsApi;
	readonly files: FilesApi;
	readonly inboxes: InboxesApi;
	readonly labels: LabelsApi;
	readonly messages: MessagesApi;
	readonly notes: NotesApi;
	readonly sessions: SessionsApi;
	readonly settings: SettingsApi;
	readonly teams: TeamsApi;
	readonly webhooks: WebhooksApi;
	/** For work on things that two items can name in different ways. */
	readonly turns = new Turns();

	constructor(
		readonly requester: Requester,
		readonly id: number,
	) {
		const path = `/api/v1/accounts/${id}`;
		this.agentBots = new AgentBotsApi(requester, `${path}/agent_bots`);
		this.agents = new AgentsApi(requester, `${path}/agents`);
		this.cannedResponses = new CannedResponsesApi(requester, `${path}/canned_responses`);
		this.attributes = new AttributesApi(requester, `${path}/custom_attribute_definitions`);
		this.inboxes = new InboxesApi(requester, `${path}/inboxes`);
		this.labels = new LabelsApi(requester, `${path}/labels`);
		this.contactLabels = new CarriedLabelsApi(requester, `${path}/contacts`, 'contact');
		this.conversationLabels = new CarriedLabelsApi(
			requester,
			`${path}/conversations`,
			'conversation',
		);
		this.settings = new SettingsApi(requester, path);
		this.teams = new TeamsApi(requester, `${path}/teams`);
		this.webhooks = new WebhooksApi(requester, `${path}/webhooks`);
		this.files = new FilesApi(requester, path);
		this.notes = new NotesApi(requester, path);
		this.messages = new MessagesApi(requester, path);
		this.sessions = new SessionsApi(requester, path);
		this.contacts = new ContactsApi(requester, path);
		this.contactLists = new ContactListsApi(requester, path);
		this.assignments = new AssignmentsApi(requester, path);
		this.attachments = new AttachmentsApi(requester, path);
		this.conversationChanges = new ConversationChangesApi(requester, path);
		this.conversationLists = new ConversationListsApi(requester, path, this.contacts);
		this.conversations = new ConversationsApi(
			requester,
			path,
			this.contacts,
			this.sessions,
			this.messages,
		);
	}

	/** Creates a contact; the error says who stands in the way. */
	async createContact(fields: NewContact, avatar?: FilePart): Promise<CreatedContact> {
		return await createOrExplain(this, fields, avatar);
	}

	/** Changes a contact, its attributes key by key; the error says who stands in the way. */
	async updateContact(id: number, fields: ContactChange, avatar?: FilePart): Promise<Contact> {
		const change = await keepingProfiles(this, id, fields);
		return await updateOrExplain(this, id, change, avatar);
	}

	/** Creates or changes the contact with a key; items that share any of its keys take turns. */
	async upsertContact(wanted: Upsert): Promise<Upserted> {
		const { email, phone_number, identifier } = wanted.fields;
		const keys = Object.entries({ email, phone_number, identifier }).flatMap(([name, value]) =>
			value === undefined ? [] : [`${name} ${value}`],
		);
		return await this.turns.take(keys, async () => await upsert(this, wanted));
	}
}
