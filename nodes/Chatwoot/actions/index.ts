import type { Integration } from '../../shared/run';
import { secrets } from '../api/service';
import { withAccess } from './operation/access';
import { account } from './account';
import { agent } from './agent';
import { agentBot } from './agent-bot';
import { appliedSla } from './applied-sla';
import { article } from './article';
import { auditLog } from './audit-log';
import { automationRule } from './automation-rule';
import { campaign } from './campaign';
import { cannedResponse } from './canned-response';
import { company } from './company';
import { contact } from './contact';
import { contactNote } from './contact-note';
import { category } from './category';
import { openChatwoot } from './operation/open';
import type { ChatwootContext, Resource } from './operation/types';
import { conversation } from './conversation';
import { csat } from './csat';
import { customAttribute } from './custom-attribute';
import { customApiCall } from './custom-api-call';
import { file } from './file';
import { inbox } from './inbox';
import { integration } from './integration';
import { label } from './label';
import { macro } from './macro';
import { message } from './message';
import { notification } from './notification';
import { portal } from './portal';
import { profile } from './profile';
import { report } from './report';
import { reportingEvent } from './reporting-event';
import { savedFilter } from './saved-filter';
import { search } from './search';
import { slaPolicy } from './sla-policy';
import { team } from './team';
import { webhook } from './webhook';

/** Everything that the Chatwoot node does. A new resource is one line here. */
export const chatwootResources: Resource[] = withAccess([
	contact,
	conversation,
	message,
	account,
	agent,
	agentBot,
	article,
	automationRule,
	campaign,
	cannedResponse,
	category,
	contactNote,
	csat,
	customAttribute,
	file,
	inbox,
	integration,
	label,
	macro,
	notification,
	portal,
	profile,
	report,
	savedFilter,
	search,
	team,
	webhook,
	customApiCall,
	// Last, as few servers have the edition that they belong to.
	appliedSla,
	auditLog,
	company,
	reportingEvent,
	slaPolicy,
]);

export const chatwootIntegration: Integration<ChatwootContext> = {
	resources: chatwootResources,
	secrets,
	open: openChatwoot,
};
