import type { TriggerParameters } from './parameters';
import type { Preset } from './fields/presets';
import type { Pauses } from './receiving/bursts';

/** What a trigger lets through; empty lists let everything through. */
export interface Filter {
	inboxes: number[];
	/** `incoming`, `outgoing`, `template` or `note`; notes only when they are named. */
	messageTypes: string[];
	/** `contact`, `user`, `bot`, `captain` or `system`. */
	senders: string[];
	statuses: string[];
	/** Nobody is assigned, not even a bot. */
	unassigned: boolean;
	/** No person is assigned. */
	noPerson: boolean;
	/** Users whose actions are ignored. */
	ignoredUsers: string[];
	/** Ignores messages that WhatsApp gateways report as sent. */
	ignoreEchoes: boolean;
	/** Of the updates of messages, lets only deletions through. */
	onlyDeletions: boolean;
	labels: string[];
	/** One of these attributes must have changed. */
	changed: string[];
	/** The value that it must have now. */
	changedTo: string;
	/** Lets contact updates through that only say when the contact was last active. */
	activity: boolean;
}

const OWN = ['ignoreMessages', 'ignoreUser', 'include'] as const;
const ORDERS = ['ignore', 'drop', 'mark'] as const;

export interface Settings {
	preset: Preset;
	events: string[];
	filter: Filter;
	/** Which of our own messages start the workflow. */
	own: (typeof OWN)[number];
	/** Accepts automation rules and macros, which do not sign. */
	acceptUnsigned: boolean;
	order: (typeof ORDERS)[number];
	/** How bursts of a customer's messages are combined; undefined when they are not. */
	bursts?: Pauses;
	simplify: boolean;
	download: boolean;
	prefix: string;
	rawBody: boolean;
}

/** The settings that the user filled in. */
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
			onlyDeletions: param.boolean('filters.onlyDeletions'),
			// Chatwoot stores them in lower case (chatwoot.md §9).
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
