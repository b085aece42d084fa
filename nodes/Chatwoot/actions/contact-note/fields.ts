import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { MAX_NOTE } from '../../api/notes';
import type { Note } from '../../api/notes';
import { contactLocator } from '../fields';
import { isoTime } from '../output';
import type { ChatwootParameters } from '../operation/parameters';

export const noteContactField = contactLocator('The contact that the note is about');

export const noteIdField: INodeProperties = {
	displayName: 'Note ID',
	name: 'note',
	type: 'string',
	default: '',
	placeholder: '12',
	description: 'The ID of the note, from the output of Contact Note > Get Many',
};

export const noteContentField: INodeProperties = {
	displayName: 'Content',
	name: 'content',
	type: 'string',
	typeOptions: { rows: 4 },
	default: '',
	description: 'The text of the note, in Markdown. Only the team sees it.',
};

/** The text; blank ones are refused: the server would answer 200 and store nothing (chatwoot.md §17.6). */
export function noteContentFrom(param: ChatwootParameters): string {
	const content = param.requiredText('content');
	if (content.length > MAX_NOTE) {
		param.refuse(
			'content',
			`has ${content.length} characters`,
			`Chatwoot takes at most ${MAX_NOTE}.`,
		);
	}
	return content;
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
