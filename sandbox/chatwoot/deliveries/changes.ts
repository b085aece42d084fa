import type { Changes } from '../events';
import { iso } from '../state/clock';

/** Columns in database order, which is the order of changes in a delivery. */
const ORDER = [
	...['name', 'email', 'phone_number', 'status', 'assignee_id', 'updated_at', 'display_id'],
	...['additional_attributes', 'identifier', 'team_id', 'snoozed_until', 'custom_attributes'],
	...[
		'last_activity_at',
		'contact_type',
		'location',
		'country_code',
		'blocked',
		'first_reply_created_at',
		'priority',
	],
	...['waiting_since', 'cached_label_list', 'assignee_agent_bot_id', 'label_list'],
];

/** Columns that have a different name in the sandbox. */
const NAMES: Record<string, string> = {
	labels: 'label_list',
	cached_labels: 'cached_label_list',
	assignee_bot_id: 'assignee_agent_bot_id',
};

function isTime(column: string) {
	return /_(at|until|since)$/.test(column);
}

/** Changes as deliveries list them: one object per column, times in ISO 8601. */
export function changedAttributes(changes: Changes) {
	return Object.entries(changes)
		.flatMap(([key, change]) => (change ? [[NAMES[key] ?? key, change] as const] : []))
		.filter(([column]) => ORDER.includes(column))
		.sort(([one], [other]) => ORDER.indexOf(one) - ORDER.indexOf(other))
		.map(([column, { previous_value, current_value }]) => {
			const shown = (value: unknown) =>
				isTime(column) && typeof value === 'number' ? iso(value) : value;
			return {
				[column]: { previous_value: shown(previous_value), current_value: shown(current_value) },
			};
		});
}
