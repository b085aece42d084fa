/** The words of message types by their numbers in the REST API. */
export const MESSAGE_TYPES = ['incoming', 'outgoing', 'activity', 'template'];

export const INCOMING = 0;
export const OUTGOING = 1;
export const ACTIVITY = 2;
export const TEMPLATE = 3;
