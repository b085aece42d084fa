import type { Call } from '../call';
import * as cast from '../http/cast';
import { isParams } from '../http/params';
import { empty } from '../http/reply';
import { emit } from '../events';
import type { Macro } from '../state/types';
import { agentView } from '../views/person';
import type { Routes } from './routes';

function view(call: Call, macro: Macro) {
	const author = call.state.users.get(macro.created_by_id);
	const person = author && agentView(call.state, author, call.account.id);
	return {
		id: macro.id,
		name: macro.name,
		visibility: macro.visibility,
		created_by: person,
		updated_by: person,
		account_id: macro.account_id,
		actions: macro.actions,
	};
}

function create(call: Call) {
	const macro = call.state.macros.insert({
		account_id: call.account.id,
		name: call.text('name'),
		visibility: call.text('visibility') ?? 'personal',
		created_by_id: call.user.id,
		actions: (cast.list(call.params.actions) ?? []).filter(isParams),
	});
	return { payload: view(call, macro) };
}

/** Of the actions only the sending of a webhook is carried out (chatwoot.md [686]). */
function execute(call: Call) {
	const macro = call.find(call.state.macros, call.id());
	const ids = (cast.list(call.params.conversation_ids) ?? []).map((id) => cast.id(id));
	const conversations = call.state.conversations.where(
		(row) => row.account_id === call.account.id && ids.includes(row.display_id),
	);
	for (const { action_name, action_params } of macro.actions) {
		const [url] = cast.list(action_params) ?? [];
		if (action_name !== 'send_webhook_event' || typeof url !== 'string') continue;
		for (const conversation of conversations) {
			emit(call.state, 'webhook_action', { conversation, url, event: 'macro.executed' });
		}
	}
	return empty();
}

export function macroRoutes(on: Routes): void {
	on.account('POST', 'macros', create);
	on.account('POST', 'macros/:id/execute', execute);
}
