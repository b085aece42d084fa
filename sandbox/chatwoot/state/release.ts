/** What differs between releases in webhooks and deliveries (chatwoot.md §14). */
export interface Release {
	version: string;
	/** Names and secrets of webhooks, signatures and delivery ids: from 4.11.2. */
	signs: boolean;
	/** Bots are told of all changes of a conversation: from 4.13. */
	botChanges: boolean;
	/** Surveys carry their address: from 4.4. */
	surveyLinks: boolean;
	/** Typing can be subscribed to: from 4.2.0. */
	typing: boolean;
}

export type Version = '3.16.0' | '4.3.0' | '4.15.1';

export function releaseOf(version: Version): Release {
	return {
		version,
		signs: version === '4.15.1',
		botChanges: version === '4.15.1',
		surveyLinks: version === '4.15.1',
		typing: version !== '3.16.0',
	};
}
