import type { INodeProperties } from 'n8n-workflow';
import { additionalAttributesField, customAttributesField } from '../attributes/fields';
import { teamLocator } from '../fields';
import { contentExtras } from '../messaging/fields';
import { agentOnlyLocator } from './assignment';
import { snoozedUntilField, statusOptions } from './status';

/** Entries of "Additional Fields" that describe a new conversation and its first message. */
export const newConversationFields: INodeProperties[] = contentExtras(
	additionalAttributesField('conversation'),
	agentOnlyLocator,
	customAttributesField('conversation'),
	{
		displayName: 'Mail Subject',
		name: 'mailSubject',
		type: 'string',
		default: '',
		description: 'The subject of the e-mails, in an e-mail inbox',
	},
	snoozedUntilField,
	{
		displayName: 'Status',
		name: 'status',
		type: 'options',
		options: statusOptions,
		default: 'open',
		description:
			'The status to begin with: open, pending, resolved or snoozed. An inbox with an active bot makes it pending, a blocked contact resolved.',
	},
	teamLocator,
);
