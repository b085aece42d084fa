import type { Resource } from '../operation/types';
import { createNote } from './create.operation';
import { deleteNote } from './delete.operation';
import { getManyNotes } from './get-many.operation';
import { updateNote } from './update.operation';

export const contactNote: Resource = {
	name: 'Contact Note',
	value: 'contactNote',
	description: 'What the team notes down about a contact',
	operations: [createNote, deleteNote, getManyNotes, updateNote],
};
