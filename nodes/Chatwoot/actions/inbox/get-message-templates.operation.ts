import type { IDataObject } from 'n8n-workflow';
import { templateKey, textOf, variablesOf } from '../../api/templates';
import type { Template } from '../../api/templates';
import { operation } from '../operation/operation';
import { inboxes } from './kind';

export const getMessageTemplates = operation({
	name: 'Get Message Templates',
	value: 'getMessageTemplates',
	action: 'Get message templates of inbox',
	description:
		'Get the templates of a WhatsApp inbox with their texts and the values that they need; only approved ones can be sent',
	on: inboxes,
	isReading: true,
	async act({ api, id, param }) {
		const { message_templates: templates, name, channel_type } = await api.inboxes.get(id);
		if (Array.isArray(templates)) return (templates as Template[]).map(templateOutput);
		if (channel_type === 'Channel::Whatsapp') return [];
		return param.refuse(
			'inbox',
			`has no message templates: ${name} is of the type ${channel_type.replace('Channel::', '')}`,
			'Only inboxes of WhatsApp have some, and Chatwoot fetches them from there: Inbox > Sync Templates does it at once.',
		);
	},
});

function templateOutput(template: Template): IDataObject {
	const { name, language, status, category } = template;
	return {
		template: templateKey(template),
		name,
		language,
		status,
		category,
		text: textOf(template),
		values: variablesOf(template).map(({ key }) => key),
	};
}
