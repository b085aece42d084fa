import { accountRoutes } from './account';
import { agentRoutes } from './agents';
import { attributeRoutes } from './attributes';
import { automationRuleRoutes } from './automation-rules';
import { botRoutes } from './bots';
import { bulkRoutes } from './bulk';
import { campaignRoutes } from './campaigns';
import { customFilterRoutes } from './custom-filters';
import { dashboardAppRoutes } from './dashboard-apps';
import { integrationRoutes } from './integrations';
import { notificationRoutes } from './notifications';
import { reportRoutes } from './reports';
import { reportGroupRoutes } from './report-groups';
import { reportDownloadRoutes } from './report-downloads';
import { companyRoutes } from './companies';
import { csatResponseRoutes } from './csat-responses';
import { enterpriseRoutes } from './enterprise';
import { portalRoutes } from './portals';
import { categoryRoutes } from './categories';
import { articleBulkRoutes } from './article-bulk';
import { articleRoutes } from './articles';
import { platformUserRoutes } from './platform-users';
import { cannedRoutes } from './canned-responses';
import { contactActionRoutes } from './contact-actions';
import { contactConversationRoutes } from './contact-conversations';
import { contactLabelRoutes } from './contact-labels';
import { contactRoutes } from './contacts';
import { conversationChangeRoutes } from './conversation-changes';
import { conversationListRoutes } from './conversation-list';
import { conversationRoutes } from './conversations';
import { conversationExtraRoutes } from './conversation-extras';
import { csatRoutes } from './csat';
import { inboxMemberRoutes } from './inbox-members';
import { inboxRoutes } from './inboxes';
import { labelRoutes } from './labels';
import { macroRoutes } from './macros';
import { messageRoutes } from './messages';
import { noteRoutes } from './notes';
import { platformRoutes } from './platform';
import { profileRoutes } from './profile';
import { publicRoutes } from './public';
import { Routes } from './routes';
import { searchRoutes } from './search';
import { sessionRoutes } from './sessions';
import { slaRoutes } from './slas';
import { storageRoutes } from './storage';
import { teamRoutes } from './teams';
import { unreadCountRoutes } from './unread-counts';
import { webhookRoutes } from './webhooks';
import { widgetRoutes } from './widget';

/** Every route of the server. If two match a path, the earlier one wins. */
export const routes = new Routes();

for (const add of [
	enterpriseRoutes,
	companyRoutes,
	slaRoutes,
	profileRoutes,
	accountRoutes,
	agentRoutes,
	attributeRoutes,
	automationRuleRoutes,
	botRoutes,
	cannedRoutes,
	sessionRoutes,
	contactActionRoutes,
	contactRoutes,
	contactLabelRoutes,
	contactConversationRoutes,
	noteRoutes,
	bulkRoutes,
	messageRoutes,
	searchRoutes,
	conversationExtraRoutes,
	unreadCountRoutes,
	conversationListRoutes,
	conversationRoutes,
	conversationChangeRoutes,
	inboxMemberRoutes,
	inboxRoutes,
	labelRoutes,
	macroRoutes,
	teamRoutes,
	webhookRoutes,
	storageRoutes,
	csatRoutes,
	publicRoutes,
	widgetRoutes,
	platformRoutes,
	platformUserRoutes,
	campaignRoutes,
	customFilterRoutes,
	dashboardAppRoutes,
	integrationRoutes,
	notificationRoutes,
	portalRoutes,
	categoryRoutes,
	articleBulkRoutes,
	articleRoutes,
	reportRoutes,
	reportGroupRoutes,
	reportDownloadRoutes,
	csatResponseRoutes,
]) {
	add(routes);
}
