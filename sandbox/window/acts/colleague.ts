import { demoIds } from '../../twake';
import type { TwakeSandbox } from '../../twake';
import { issueToken } from '../../twake/auth/tokens';
import { call, json } from './call';

export interface GivenFile {
	name: string;
	type: string;
	/** In base64. */
	content: string;
}

export interface Writing {
	text: string;
	/** Without one it begins a thread. */
	thread?: string;
	file?: GivenFile;
}

const { company, workspace, channel, alice, application } = demoIds;
const INNER = '/internal/services';
const THREADS = `${INNER}/messages/v1/companies/${company}/threads`;

/** A token is good for an hour only. */
const login = ({ state }: TwakeSandbox) => ({
	authorization: `Bearer ${issueToken(state, { id: alice, applicationId: null }).value}`,
});

/** What Alice does in Twake, by the API of its web client. */
export const colleague = {
	async write(twake: TwakeSandbox, { text, thread, file }: Writing): Promise<void> {
		const message = { text, ...(file && { files: [await upload(twake, file)] }) };
		if (thread) {
			const url = `${twake.url}${THREADS}/${encodeURIComponent(thread)}/messages`;
			await call(url, json('POST', { resource: message }, login(twake)));
			return;
		}
		const place = { type: 'channel', id: channel, company_id: company, workspace_id: workspace };
		const body = { resource: { participants: [place] }, options: { message } };
		await call(twake.url + THREADS, json('POST', body, login(twake)));
	},

	/** A click waits for the answer of whoever hears it. */
	async press(
		twake: TwakeSandbox,
		{
			thread,
			message,
			action,
			form,
		}: Record<'thread' | 'message' | 'action', string> & {
			form: Record<string, string>;
		},
	): Promise<void> {
		const user = twake.state.users.get(alice);
		const clicked = twake.state.message(thread, message);
		const data = { user, message: clicked, form, interactive_context: {} };
		const body = {
			type: 'interactive_message_action',
			name: action,
			data,
			company_id: company,
			workspace_id: workspace,
		};
		const url = `${twake.url}${INNER}/applications/v1/applications/${application}/event`;
		await call(url, json('POST', body, login(twake)));
	},
};

/** Uploads a file; returns what a message names it by. */
async function upload(twake: TwakeSandbox, { name, type, content }: GivenFile): Promise<object> {
	const form = new FormData();
	form.append('file', new Blob([Buffer.from(content, 'base64')], { type }), name);
	const query = new URLSearchParams({ filename: name, type, total_chunks: '1' });
	const { resource } = await call<{ resource: { id: string } }>(
		`${twake.url}${INNER}/files/v1/companies/${company}/files?${query}`,
		{ method: 'POST', body: form, headers: login(twake) },
	);
	return {
		metadata: { source: 'internal', external_id: { company_id: company, id: resource.id } },
	};
}
