import type { Call } from '../call';
import * as cast from '../http/cast';
import { notFound } from '../http/errors';
import { empty } from '../http/reply';
import { Validation } from '../rules/errors';
import { now, unix } from '../state/clock';
import type { Note } from '../state/types';
import { agentView } from '../views/person';
import { oneContact } from './contacts';
import type { Routes } from './routes';

function view(call: Call, note: Note) {
	const user = call.state.users.get(note.user_id);
	return {
		id: note.id,
		content: note.content,
		account_id: null,
		contact_id: null,
		...(user ? { user: agentView(call.state, user, call.account.id) } : {}),
		created_at: unix(note.created_at),
		updated_at: unix(note.updated_at),
	};
}

function notesOf(call: Call): Note[] {
	const contact = oneContact(call, 'contact_id');
	return call.state.notes.where((row) => row.contact_id === contact.id).sort((a, b) => b.id - a.id);
}

function one(call: Call): Note {
	const note = notesOf(call).find((row) => row.id === call.id());
	if (!note) throw notFound();
	return note;
}

function contentOf(call: Call): string | null {
	return cast.text(cast.scalar(call.wrapped('note', ['content']).content));
}

function validate(content: string | null): void {
	new Validation().length('content', content, 20_000).present('content', content).finish();
}

function create(call: Call) {
	const contact = oneContact(call, 'contact_id');
	const content = contentOf(call);
	validate(content);
	const time = now();
	const note = call.state.notes.insert({
		contact_id: contact.id,
		user_id: call.user.id,
		content: content ?? '',
		created_at: time,
		updated_at: time,
	});
	return view(call, note);
}

/**
 * Blank content is shown but not stored; the caller becomes the note's author
 * (chatwoot.md [191, 192]).
 */
function update(call: Call) {
	const note = one(call);
	const content = contentOf(call);
	if (cast.isBlank(content)) return { ...view(call, note), content };
	new Validation().length('content', content, 20_000).finish();
	Object.assign(note, { content, user_id: call.user.id, updated_at: now() });
	return view(call, note);
}

export function noteRoutes(on: Routes): void {
	const path = 'contacts/:contact_id/notes';
	on.account('GET', path, (call) => notesOf(call).map((note) => view(call, note)));
	on.account('POST', path, create);
	on.account('GET', `${path}/:id`, (call) => view(call, one(call)));
	on.account('PATCH', `${path}/:id`, update);
	on.account('DELETE', `${path}/:id`, (call) => {
		call.state.notes.remove(one(call).id);
		return empty();
	});
}
