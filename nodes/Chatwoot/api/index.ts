import type { FilePart } from '../../shared/multipart';
import type { Requester } from '../../shared/request';
import { Turns } from '../../shared/turns';
import { AttributesApi } from './attributes';
import { ContactsApi } from './contacts';
import type { CreatedContact, NewContact } from './contacts';
import { ConversationsApi } from './conversations';
import { createOrExplain } from './duplicates';
import { CarriedLabelsApi, LabelsApi } from './labels';
import { AgentsApi, CannedResponsesApi, InboxesApi, TeamsApi } from './lists';
import { MessagesApi } from './messages';
import { ProfileApi } from './profile';
import { SessionsApi } from './sessions';

/** Chatwoot's Application API (chatwoot-api.md), one instance per execution. */
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
	readonly agents: AgentsApi;
	/** Definitions of custom attributes. */
	readonly attributes: AttributesApi;
	readonly cannedResponses: CannedResponsesApi;
	readonly contacts: ContactsApi;
	/** The labels that contacts carry. */
	readonly contactLabels: CarriedLabelsApi;
	/** The labels that conversations carry. */
	readonly conversationLabels: CarriedLabelsApi;
	readonly conversations: ConversationsApi;
	readonly inboxes: InboxesApi;
	readonly labels: LabelsApi;
	readonly messages: MessagesApi;
	readonly sessions: SessionsApi;
	readonly teams: TeamsApi;
	/** For work on things that two items can name in different ways. */
	readonly turns = new Turns();

	constructor(
		readonly requester: Requester,
		readonly id: number,
	) {
		const path = `/api/v1/accounts/${id}`;
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
		this.teams = new TeamsApi(requester, `${path}/teams`);
		this.messages = new MessagesApi(requester, path);
		this.sessions = new SessionsApi(requester, path);
		this.contacts = new ContactsApi(requester, path);
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
}
