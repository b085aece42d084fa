import type { IWebhookFunctions } from 'n8n-workflow';
import { wordsIn } from '../../shared/text';
import { presetOf, wantedEvents } from './presets';
import type { Preset } from './presets';

/** What a trigger lets through; empty lists mean anything. */
export interface Filter {
	inboxes: number[];
	/** `incoming`, `outgoing`, `template` or `note`; notes only when they are named. */
	messageTypes: string[];
	/** `contact`, `user`, `bot` or `system`. */
	senders: string[];
	statuses: string[];
	unassigned: boolean;
	labels: string[];
	/** Attributes of which one has to have changed. */
	changed: string[];
	/** The value that it has to have now. */
	changedTo: string;
	/** Contact updates that only say when the contact was last active. */
	activity: boolean;
}

/** Which of its own doings start the workflow. */
export type Own = 'ignoreMessages' | 'ignoreUser' | 'include';

export interface Settings {
	preset: Preset;
	events: string[];
	filter: Filter;
	own: Own;
	/** Takes automation rules and macros, which sign nothing. */
	acceptUnsigned: boolean;
	order: 'ignore' | 'drop' | 'mark';
	simplify: boolean;
	download: boolean;
	prefix: string;
	rawBody: boolean;
}

/** What the person filled in. */
export function settingsOf(context: IWebhookFunctions): Settings {
	const value = (path: string, fallback: unknown) => context.getNodeParameter(path, fallback);
	const list = (name: string) => wordsIn(value(`filters.${name}`, []));
	const flag = (path: string) => value(path, false) === true;
	const filter: Filter = {
		inboxes: list('inboxes').map(Number),
		messageTypes: list('messageTypes'),
		senders: list('senders'),
		statuses: list('statuses'),
		unassigned: flag('filters.unassigned'),
		// Chatwoot keeps them in small letters (chatwoot.md §9).
		labels: list('labels').map((label) => label.toLowerCase()),
		changed: list('changed'),
		changedTo: String(value('filters.changedTo', '')).trim(),
		activity: flag('filters.activity'),
	};
	return {
		preset: presetOf(context),
		events: wantedEvents(context),
		filter,
		own: value('own', 'ignoreMessages') as Own,
		acceptUnsigned: flag('options.acceptUnsigned'),
		order: value('options.order', 'ignore') as Settings['order'],
		simplify: value('simplify', true) === true,
		download: flag('options.download'),
		prefix: String(value('options.prefix', 'attachment_')),
		rawBody: flag('options.rawBody'),
	};
}
