import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { resume } from '../shared/asking/receive';
import { answerWebhooks } from '../shared/asking/webhooks';
import { propertiesOf } from '../shared/operation';
import { runOperation } from '../shared/run';
import { operationSubtitle } from '../shared/subtitle';
import { chatwootIntegration, chatwootResources } from './actions';
import { receiveForQuestion } from './actions/asking/receive';
import { optionsOf } from './actions/people/options';
import { getCountries } from './methods/countries';
import { chatwootApiTest } from './methods/credential-test';
import {
	searchAccounts,
	searchArticles,
	searchCategories,
	searchCompanies,
	searchContacts,
	searchConversations,
} from './methods/list-search';
import {
	getAgents,
	getContactAttributes,
	getConversationAttributes,
	getInboxes,
	getIntegrationApps,
	getLabelIds,
	getLabels,
	getTeams,
} from './methods/load-options';
import { pickersOf } from './methods/pickers';
import {
	getContactAttributeFields,
	getConversationAttributeFields,
} from './methods/resource-mapping';
import { getTemplateParameters, searchTemplates } from './methods/templates';

export class Chatwoot implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Chatwoot',
		name: 'chatwoot',
		icon: { light: 'file:chatwoot.svg', dark: 'file:chatwoot.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: operationSubtitle(),
		description: 'Create contacts, conversations and messages in the support inbox Chatwoot',
		defaults: { name: 'Chatwoot' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'chatwootApi', required: true, testedBy: 'chatwootApiTest' }],
		webhooks: answerWebhooks,
		properties: propertiesOf(chatwootResources, optionsOf(chatwootResources)),
	};

	methods = {
		listSearch: {
			...pickersOf(chatwootResources),
			searchAccounts,
			searchArticles,
			searchCategories,
			searchCompanies,
			searchContacts,
			searchConversations,
			searchTemplates,
		},
		loadOptions: {
			getAgents,
			getContactAttributes,
			getConversationAttributes,
			getCountries,
			getInboxes,
			getIntegrationApps,
			getLabelIds,
			getLabels,
			getTeams,
		},
		resourceMapping: {
			getContactAttributeFields,
			getConversationAttributeFields,
			getTemplateParameters,
		},
		credentialTest: { chatwootApiTest },
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await resume(this, receiveForQuestion);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this, chatwootIntegration, !this.continueOnFail());
	}
}
