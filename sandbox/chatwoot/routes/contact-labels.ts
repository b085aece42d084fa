import type { Call } from '../call';
import { assign, emit } from '../events';
import { parseLabels, tagged } from '../rules/labels';
import { now } from '../state/clock';
import { oneContact } from './contacts';
import type { Routes } from './routes';

function replace(call: Call) {
	const contact = oneContact(call, 'contact_id');
	const given = parseLabels(call.params.labels);
	const previous_value = contact.labels;
	contact.labels = tagged(call.state, given);
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
