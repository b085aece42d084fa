import { quote } from '../../../shared/text';
import { operation } from '../operation/operation';
import { messages } from './kind';

export const translateMessage = operation({
	name: 'Translate',
	value: 'translate',
	action: 'Translate message',
	description:
		'Get a message in another language, by the translation service that the account is connected to',
	on: messages,
	fields: [
		{
			displayName: 'Target Language',
			name: 'targetLanguage',
			type: 'string',
			default: 'en',
			placeholder: 'e.g. de',
			description: 'The code of the language, for example en, de or pt_BR',
		},
	],
	read(param) {
		const language = param.requiredText('targetLanguage').trim();
		if (/^[a-z]{2,3}([_-]\w+)?$/i.test(language)) return language;
		return param.refuse('targetLanguage', `is not the code of a language: ${quote(language)}`);
	},
	async act({ api, id, parent: conversation, param, input: language }) {
		const content = await api.messages.translate(conversation, id, language);
		if (content === undefined) {
			param.refuse(
				'message',
				`was not translated: ${id}`,
				'Chatwoot says nothing to that. Most often the account is not connected to a translation service: Settings > Integrations > Google Translate.',
			);
		}
		return { id, conversation_id: conversation, language, content };
	},
});
