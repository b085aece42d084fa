import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { lengthOf } from '../../../shared/text';
import { MAX_NOTE } from '../../api/notes';
import type { Note } from '../../api/notes';
import { contacts } from '../contact/kind';
import { isoTime } from '../kinds/iso-time';
import { kind, locatorOf } from '../kinds/kind';
import type { Kind } from '../kinds/kind';
import type { ChatwootParameters } from '../parameters/parameters';

/** The contact that a note is about. */
export const contactWithNotes: Kind<never> = {
	...contacts,
	locator: locatorOf(contacts, 'The contact that the note is about'),
};

export const notes: Kind<Note> = {
	...kind<Note>({ noun: 'note', parent: contactWithNotes }),
	locator: {
		displayName: 'Note ID',
		name: 'note',
		type: 'string',
		default: '',
		placeholder: 'e.g. 12',
		description: 'The ID of the note, from the output of Contact Note > Get Many',
	},
};

export const noteTextField: INodeProperties = {
	displayName: 'Text',
	name: 'text',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	description: 'The text of the note, in Markdown. Only the team sees it.',
};

/**
 * The text of a note. Blank text is refused, because the server would answer 200 and store nothing
 * (chatwoot.md §17.6).
 */
export function noteTextFrom(param: ChatwootParameters): string {
	const text = param.requiredText('text');
	const length = lengthOf(text);
	if (length > MAX_NOTE) {
		param.refuse('text', `has ${length} characters`, `Chatwoot takes at most ${MAX_NOTE}.`);
	}
	return text;
}

export function noteOutput({ id, content, user, ...note }: Note, contact_id: number): IDataObject {
	return {
		id,
		contact_id,
		content,
		author: user ? { id: user.id, name: user.name, email: user.email } : null,
		created_at: isoTime(note.created_at),
		updated_at: isoTime(note.updated_at),
	};
}
