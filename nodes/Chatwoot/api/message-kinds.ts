import type { IDataObject } from 'n8n-workflow';

/**
 * The `message_type` of messages that are read; 3 are templates, such as surveys (chatwoot.md §6).
 */
export const INCOMING = 0;
export const OUTGOING = 1;
export const ACTIVITY = 2;

/** A deleted message keeps its row, with a placeholder as text (chatwoot.md §6 Others). */
export function isDeleted({ content_attributes }: IDataObject): boolean {
	return (content_attributes as IDataObject | null)?.deleted === true;
}
