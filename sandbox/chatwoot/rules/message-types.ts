/** The numbers of message types in the REST API. */
export const INCOMING = 0;
export const OUTGOING = 1;
export const ACTIVITY = 2;
export const TEMPLATE = 3;
