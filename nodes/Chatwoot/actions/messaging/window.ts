import type { INodeProperties } from 'n8n-workflow';
import type { AccountApi } from '../../api';
import type { Conversation } from '../../api/types';
import type { ChatwootParameters } from '../parameters/parameters';
import type { Draft } from './draft';

const PATH = 'additionalFields.whenClosed';
const WHEN_CLOSED = ['fail', 'note', 'template'] as const;
export type WhenClosed = (typeof WHEN_CLOSED)[number];

export const whenClosedField: INodeProperties = {
	displayName: 'When the Window Is Closed',
	name: 'whenClosed',
	type: 'options',
	options: [
		{ name: 'Fail', value: 'fail', description: 'Write nothing, and say so' },
		{
			name: 'Send a Template',
			value: 'template',
			description: 'The one under WhatsApp Template, which is sent only then',
		},
		{
			name: 'Write a Private Note',
			value: 'note',
			description: 'The text stays with the team',
		},
	],
	default: 'fail',
	description:
		'What to do when the customer has not written for so long that the channel takes no free text any more, 24 hours on WhatsApp: fail, note or template. Chatwoot is asked before; inboxes without such a window are always open.',
};

/** In which form a message was written: as itself, or as its replacement. */
export type SentAs = 'message' | 'note' | 'template';

/** What to do when the window is closed; undefined when it does not matter for this draft. */
export function whenClosedFrom(param: ChatwootParameters, draft: Draft): WhenClosed | undefined {
	const wanted = param.optionalChoice(PATH, WHEN_CLOSED);
	if (wanted === 'template' && !draft.hasTemplate) {
		param.refuse(PATH, 'is Send a Template, but there is none', 'Add WhatsApp Template, too.');
	}
	if (wanted === 'template' && draft.withoutTemplate().isEmpty) {
		param.refuse(
			'text',
			'is empty',
			'It is sent while the window is open, the template after that.',
		);
	}
	// Templates may be sent at any time, notes are not sent, and customers write whenever they like.
	const isFree = draft.isToCustomer && (!draft.hasTemplate || wanted === 'template');
	return isFree ? wanted : undefined;
}

/** Whether free text may be sent to a place now. */
export interface Window {
	/** The place, for error texts. */
	place: string;
	isOpen: boolean;
}

export const windowOf = ({ id, can_reply }: Pick<Conversation, 'id' | 'can_reply'>): Window => ({
	place: `conversation ${id}`,
	isOpen: can_reply,
});

/** In a new conversation the customer has not written yet (chatwoot.md §5). */
export async function windowOfNew({ inboxes }: AccountApi, inbox: number): Promise<Window> {
	const isOpen = !(await inboxes.hasWindow(inbox));
	return { place: `a new conversation in inbox ${inbox}`, isOpen };
}

/**
 * The message that may be written now; unless `isOpen`, `place` accepts only templates. Throws when
 * none may.
 */
export function throughWindow(
	param: ChatwootParameters,
	{ place, isOpen }: Window,
	draft: Draft,
	whenClosed: WhenClosed,
): { draft: Draft; sentAs: SentAs } {
	if (isOpen) return { draft: draft.withoutTemplate(), sentAs: 'message' };
	if (whenClosed === 'template') return { draft, sentAs: 'template' };
	if (whenClosed === 'note') return { draft: draft.asNote(), sentAs: 'note' };
	return param.refuse(
		PATH,
		`is Fail, and ${place} takes only templates now: the customer has not written for too long`,
		'Send an approved template, or choose Send a Template or Write a Private Note there.',
	);
}
