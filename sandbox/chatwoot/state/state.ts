import { EventEmitter } from 'node:events';
import { randomBytes } from 'node:crypto';
import { releaseOf } from './release';
import { Table } from './table';
import type * as R from './records';
import type * as T from './types';

/** A random text of letters and digits, as Rails' has_secure_token makes it. */
export function secureToken(length = 24): string {
	return randomBytes(length * 2)
		.toString('base64')
		.replace(/[^a-zA-Z0-9]/g, '')
		.slice(0, length);
}

/** Everything that one server knows. A seed replaces it. */
export class State {
	readonly accounts = new Table<T.Account>();
	readonly users = new Table<T.User>();
	readonly memberships = new Table<T.Membership>();
	readonly bots = new Table<T.Bot>();
	readonly inboxes = new Table<T.Inbox>();
	readonly inboxMembers = new Table<T.InboxMember>();
	readonly teams = new Table<T.Team>();
	readonly teamMembers = new Table<T.TeamMember>();
	readonly labels = new Table<T.Label>();
	/** By the name in lower case: the spelling in which a tag was first used. */
	readonly tags = new Map<string, string>();
	readonly attributes = new Table<T.AttributeDefinition>();
	readonly cannedResponses = new Table<T.CannedResponse>();
	readonly contacts = new Table<T.Contact>('email', 'phone_number', 'identifier');
	readonly sessions = new Table<T.Session>('contact_id');
	readonly conversations = new Table<T.Conversation>();
	readonly messages = new Table<T.Message>('conversation_id');
	readonly attachments = new Table<T.Attachment>('message_id');
	readonly blobs = new Table<T.Blob>();
	readonly notes = new Table<T.Note>();
	readonly webhooks = new Table<T.Webhook>();
	readonly macros = new Table<T.Macro>();
	readonly customFilters = new Table<R.CustomFilter>();
	readonly dashboardApps = new Table<R.DashboardApp>();
	readonly hooks = new Table<R.Hook>();
	readonly campaigns = new Table<R.Campaign>();
	readonly notifications = new Table<R.Notification>();
	readonly slaPolicies = new Table<R.SlaPolicy>();
	readonly appliedSlas = new Table<R.AppliedSla>();
	readonly auditLogs = new Table<R.AuditLog>();
	readonly customRoles = new Table<R.CustomRole>();
	readonly portals = new Table<R.Portal>();
	readonly categories = new Table<R.Category>();
	readonly articles = new Table<R.Article>();
	readonly reportingEvents = new Table<R.ReportingEvent>();
	readonly automationRules = new Table<T.AutomationRule>();
	readonly ratings = new Table<T.Rating>();
	readonly companies = new Table<T.Company>();
	readonly platformTokens = new Set<string>();
	/** Accounts that the platform application created or was granted. */
	readonly platformAccounts = new Set<number>();
	/** People and bots that it created or was granted. */
	readonly platformUsers = new Set<number>();
	readonly platformBots = new Set<number>();
	/** `emit(name, payload)` for everything that a webhook could report; see events.ts. */
	readonly events = new EventEmitter();
	/** What the server does in the background after an action: it runs before the answer is sent. */
	readonly jobs: (() => void)[] = [];
	/** Signs the addresses of files. */
	readonly secret = secureToken(40);

	constructor(
		readonly url: string,
		readonly release = releaseOf('4.15.1'),
	) {}
}
