/** A workspace, as the address of its contents. All ids are uuids in lower case. */
export interface WorkspacePlace {
	company: string;
	/** A uuid, or `direct`. */
	workspace: string;
}

/** A channel, as the address of a new thread. */
export interface ChannelPlace extends WorkspacePlace {
	channel: string;
}

export interface ThreadPlace {
	company: string;
	/** The id of a thread is that of its first message (twake.md §1). */
	thread: string;
}

/** A message by its thread; a thread's first message has the thread's id. */
export interface MessagePlace extends ThreadPlace {
	message: string;
}

export interface FilePlace {
	company: string;
	file: string;
}
