import type { Call } from '../call';
import { assign, emit } from '../events';
import { parseLabels, storedLabels } from '../rules/labels';
import { now } from '../state/clock';
import type { State } from '../state/state';
import { oneContact } from './contacts';
import type { Routes } from './routes';

/**
 * All tags of the installation: they keep the letter case that they were first used with
 * (chatwoot.md [236]).
 */
export function knownTags(state: State): Set<string> {
	return new Set([
		...state.labels.all().map((label) => label.title),
		...state.contacts.all().flatMap((row) => row.labels),
		...state.conversations.all().flatMap((row) => row.labels),
	]);
}

function replace(call: Call) {
	const contact = oneContact(call, 'contact_id');
	const given = parseLabels(call.params.labels);
	const previous_value = contact.labels;
	contact.labels = storedLabels(given, knownTags(call.state));
	if (previous_value.join() !== contact.labels.join()) {
		const changes = {
			...assign(contact, { updated_at: now() }),
			label_list: { previous_value, current_value: contact.labels },
		};
		emit(call.state, 'contact_updated', { contact, changes });
	}
	return { payload: given };
}

export function contactLabelRoutes(on: Routes): void {
	on.account('GET', 'contacts/:contact_id/labels', (call) => ({
		payload: oneContact(call, 'contact_id').labels,
	}));
	on.account('POST', 'contacts/:contact_id/labels', replace);
}
