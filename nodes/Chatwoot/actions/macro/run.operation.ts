import { conversationsField, conversationsFrom, knownConversations } from '../conversation/several';
import { operation } from '../operation/operation';
import { macros } from './kind';

export const runMacro = operation({
	name: 'Run',
	value: 'run',
	action: 'Run macro',
	description:
		'Let Chatwoot carry out the steps of a macro in one or several conversations, a moment later',
	on: macros,
	fields: [conversationsField],
	read: conversationsFrom,
	async act({ api, id, param, input: conversations }) {
		// The server answers 200 whatever the IDs are (chatwoot.md [795]), so they are looked up first.
		const macro = await api.macros.get(id);
		await knownConversations(api, conversations, param);
		await api.macros.run(id, conversations);
		return { id, name: macro.name, conversations, started: true };
	},
});
