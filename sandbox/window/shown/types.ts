/** What the page shows, as it stands in the servers. */
export interface Shown {
	chatwoot: Desk;
	twake: Channel;
	/** The room of Twake Chat. */
	matrix: Channel;
	/** Only where an n8n runs beside the servers. */
	n8n?: Automation;
}

/** A message of any chat. */
export interface Line {
	id: string;
	/** Whose words they are; a line of the log has nobody's. */
	author: string;
	by: 'customer' | 'agent' | 'bot' | 'note' | 'log';
	text: string;
	/** Milliseconds since 1970. */
	at: number;
	files: SharedFile[];
}

export interface SharedFile {
	name: string;
	url: string;
	isImage: boolean;
}

/** Chatwoot as an agent sees it. */
export interface Desk {
	/** Who sits in front of it. */
	agent: Person;
	agents: Person[];
	labels: Array<{ title: string; color: string }>;
	/** The newest first. */
	conversations: Conversation[];
}

export interface Person {
	id: number;
	name: string;
}

export interface Conversation {
	number: number;
	customer: string;
	/** By what the customer's own window finds it. */
	source: string;
	inbox: string;
	status: string;
	/** Nobody: 0. */
	assignee: number;
	labels: string[];
	lines: Line[];
}

/** A channel of Twake, or a room of Twake Chat, as a colleague sees it. */
export interface Channel {
	name: string;
	colleague: string;
	/** The oldest first. */
	threads: Thread[];
}

export interface Thread {
	id: string;
	posts: Post[];
}

export interface Post extends Line {
	/** Shown instead of the text, if there are any. */
	blocks: Block[];
	reactions: Array<{ name: string; count: number }>;
}

/** The blocks that Twake's client shows (twake.md §9). */
export type Block =
	| { type: 'header' | 'context'; text: string }
	| { type: 'section'; text: string; fields: string[]; elements: Element[] }
	| { type: 'actions'; elements: Element[] }
	| { type: 'input'; label: string; action: string; value: string; isReadonly: boolean }
	| { type: 'image'; url: string; text: string };

export type Element =
	| { type: 'button'; action: string; text: string; style: string }
	| { type: 'menu'; action: string; options: Array<{ text: string; value: string }> }
	| { type: 'picture'; url: string; text: string };

/** What n8n has and does. */
export interface Automation {
	workflows: Workflow[];
	/** The newest first. */
	runs: Run[];
}

export interface Workflow {
	id: string;
	name: string;
	/** What happens in it, in a few words. */
	about: string;
	/** A person can start it. */
	canStart: boolean;
}

export interface Run {
	id: string;
	workflow: string;
	workflowId: string;
	/** n8n's word: running, waiting, success, error ... */
	status: string;
	startedAt: number;
	/** How long it took, in milliseconds; unknown while it runs. */
	took?: number;
}
