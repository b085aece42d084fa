import type { TriggerParameters } from './parameters';
import type { Preset } from './fields/presets';
import type { Pauses } from './receiving/bursts';

/** What a trigger lets through; empty lists mean anything. */
export interface Filter {
	inboxes: number[];
	/** `incoming`, `outgoing`, `template` or `note`; notes only when they are named. */
	messageTypes: string[];
	/** `contact`, `user`, `bot`, `captain` or `system`. */
	senders: string[];
	statuses: string[];
	/** Nobody is assigned, no bot either. */
	unassigned: boolean;
	/** No person is assigned. */
	noPerson: boolean;
	/** Users whose doings do not count. */
	ignoredUsers: string[];
	/** What gateways to WhatsApp report as sent does not count. */
	ignoreEchoes: boolean;
	labels: string[];
	/** Attributes of which one has to have changed. */
	changed: string[];
	/** The value that it has to have now. */
	changedTo: string;
	/** Contact updates that only say when the contact was last active. */
	activity: boolean;
}

const OWN = ['ignoreMessages', 'ignoreUser', 'include'] as const;
const ORDERS = ['ignore', 'drop', 'mark'] as const;

export interface Settings {
	preset: Preset;
	events: string[];
	filter: Filter;
	/** Which of its own doings start the workflow. */
	own: (typeof OWN)[number];
	/** Takes automation rules and macros, which sign nothing. */
	acceptUnsigned: boolean;
	order: (typeof ORDERS)[number];
	/** How bursts of a customer's messages are put together; undefined when they are not. */
	bursts?: Pauses;
	simplify: boolean;
	download: boolean;
	prefix: string;
	rawBody: boolean;
}

/** What the person filled in. */
export function settingsOf(param: TriggerParameters): Settings {
	return {
		preset: param.preset(),
		events: param.events(),
		filter: {
			inboxes: param.names('filters.inboxes').map(Number),
			messageTypes: param.names('filters.messageTypes'),
			senders: param.names('filters.senders'),
			statuses: param.names('filters.statuses'),
			unassigned: param.boolean('filters.unassigned'),
			noPerson: param.boolean('filters.noPerson'),
			ignoredUsers: param.names('filters.ignoredUsers'),
			ignoreEchoes: param.boolean('filters.ignoreEchoes'),
			// Chatwoot keeps them in small letters (chatwoot.md §9).
			labels: param.names('filters.labels').map((label) => label.toLowerCase()),
			changed: param.names('filters.changed'),
			changedTo: param.text('filters.changedTo').trim(),
			activity: param.boolean('filters.activity'),
		},
		own: param.optionalChoice('own', OWN) ?? 'ignoreMessages',
		acceptUnsigned: param.boolean('options.acceptUnsigned'),
		order: param.optionalChoice('options.lateEvents', ORDERS) ?? 'ignore',
		bursts: param.pauses(),
		simplify: param.optionalBoolean('simplify') ?? true,
		download: param.boolean('options.download'),
		prefix: param.optionalText('options.outputBinaryPrefix') ?? 'attachment_',
		rawBody: param.boolean('options.rawBody'),
	};
}
