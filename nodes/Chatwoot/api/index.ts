import type { Requester } from '../../shared/request';
import { Turns } from '../../shared/turns';
import { SettingsApi } from './account';
import type { AccountPlace } from './account-part';
import { AgentBotsApi } from './agent-bots';
import { AgentsApi } from './agents';
import { ArticlesApi } from './articles';
import { AssignmentsApi } from './assignments';
import { AttachmentsApi } from './attachments';
import { AttributesApi } from './attributes';
import { AuditLogsApi } from './audit-logs';
import { CannedResponsesApi } from './canned-responses';
import { CompaniesApi } from './companies';
import { ContactListsApi } from './contact-lists';
import { ContactsApi } from './contacts';
import { ConversationChangesApi } from './conversation-changes';
import { ConversationListsApi } from './conversation-lists';
import { ConversationsApi } from './conversations';
import { CsatApi } from './csat';
import { FilesApi } from './files';
import { HelpCenterApi } from './help-center';
import type { Category } from './help-center';
import { InboxesApi } from './inboxes';
import { IntegrationsApi } from './integrations';
import { CarriedLabelsApi, LabelsApi } from './labels';
import { MacrosApi } from './macros';
import { MessagesApi } from './messages';
import { NotesApi } from './notes';
import { NotificationsApi } from './notifications';
import { PortalsApi } from './portals';
import { ProfileApi } from './profile';
import { ReportingEventsApi } from './reporting-events';
import { ReportsApi } from './reports';
import { SavedFiltersApi } from './saved-filters';
import { SearchApi } from './search';
import { SessionsApi } from './sessions';
import { AppliedSlasApi } from './slas';
import { TeamsApi } from './teams';
import { WebhooksApi } from './webhooks';

/** Chatwoot's Application API (chatwoot.md §1), one instance per execution. */
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

/** Shared by all executions in this process: n8n starts one per event, and several run at once. */
const turns = new Turns();

/** The API of one account. Lists without pages are requested once per instance. */
export class AccountApi implements AccountPlace {
	readonly path: string;
	readonly agentBots = new AgentBotsApi(this);
	readonly agents = new AgentsApi(this);
	readonly appliedSlas = new AppliedSlasApi(this);
	readonly assignments = new AssignmentsApi(this);
	readonly attachments = new AttachmentsApi(this);
	/** Definitions of custom attributes. */
	readonly attributes = new AttributesApi(this);
	readonly auditLogs = new AuditLogsApi(this);
	readonly cannedResponses = new CannedResponsesApi(this);
	readonly companies = new CompaniesApi(this);
	readonly contacts = new ContactsApi(this);
	readonly contactLists = new ContactListsApi(this);
	/** The labels on contacts. */
	readonly contactLabels = new CarriedLabelsApi(this, 'contact');
	/** The labels on conversations. */
	readonly conversationLabels = new CarriedLabelsApi(this, 'conversation');
	readonly conversations: ConversationsApi = new ConversationsApi(this);
	readonly conversationChanges = new ConversationChangesApi(this);
	readonly conversationLists = new ConversationListsApi(this);
	readonly csat = new CsatApi(this);
	readonly files = new FilesApi(this);
	readonly inboxes = new InboxesApi(this);
	/** The apps that the account has connected. */
	readonly integrations = new IntegrationsApi(this);
	readonly labels = new LabelsApi(this);
	readonly macros = new MacrosApi(this);
	readonly messages = new MessagesApi(this);
	readonly notes = new NotesApi(this);
	readonly notifications = new NotificationsApi(this);
	readonly portals = new PortalsApi(this);
	readonly categories = new HelpCenterApi<Category>(this, 'categories');
	readonly articles = new ArticlesApi(this, this.categories);
	readonly reportingEvents = new ReportingEventsApi(this);
	readonly reports = new ReportsApi(this);
	/** Of the token's user. */
	readonly savedFilters = new SavedFiltersApi(this);
	readonly search = new SearchApi(this);
	readonly sessions = new SessionsApi(this);
	readonly settings = new SettingsApi(this);
	readonly teams = new TeamsApi(this);
	readonly webhooks = new WebhooksApi(this);
	/**
	 * For work that must not happen twice, or on things that two items can name in different ways.
	 */
	readonly turns: Pick<Turns, 'take'>;
	private readonly others = new Map<object, unknown>();

	constructor(
		readonly requester: Requester,
		readonly id: number,
	) {
		this.path = `/api/v1/accounts/${id}`;
		this.turns = turns.within(`${requester.baseUrl} ${id}`);
	}

	/**
	 * The part that `make` builds for this account, built once: for kinds of records without a line
	 * above.
	 */
	part<Part>(make: (place: AccountPlace) => Part): Part {
		const known = this.others.get(make) ?? make(this);
		this.others.set(make, known);
		return known as Part;
	}
}
