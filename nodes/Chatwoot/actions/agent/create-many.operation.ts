import { quote } from '../../../shared/text';
import { parseEmail } from '../../api/people';
import { operation } from '../operation/operation';
import type { ChatwootParameters } from '../parameters/parameters';
import { agentOutput } from './kind';

export const createManyAgents = operation({
	name: 'Create Many',
	value: 'createMany',
	action: 'Create many agents',
	description: 'Invite several people to the account at once, as agents. Existing agents stay.',
	access: 'administrator',
	fields: [
		{
			displayName: 'Emails',
			name: 'emails',
			type: 'string',
			default: '',
			placeholder: 'e.g. jane@example.com, john@example.com',
			description: 'The e-mail addresses, separated by commas, or a list from an expression',
		},
	],
	read: emailsFrom,
	// One after another: who is new is found by comparing with the list before.
	orderKey: () => 'agents',
	async act({ api: { agents, requester, turns }, input: emails }) {
		return await turns.take(['agents'], async () => {
			const known = new Set((await agents.list()).map(({ email }) => email));
			const isNew = emails.filter((email) => !known.has(email));
			if (isNew.length > 0) await agents.bulkCreate(isNew);
			const now = await requester.afterWriting(async () => await agents.list());
			// Addresses that the server skipped are put out without an agent.
			return emails.map((email) => {
				const agent = now.find((each) => each.email === email);
				const created = agent !== undefined && !known.has(email);
				return { ...(agent ? agentOutput(agent) : { email }), created };
			});
		});
	},
});

/** The server silently skips invalid addresses (chatwoot.md §9). */
function emailsFrom(param: ChatwootParameters): string[] {
	const emails = param
		.names('emails')
		.map(
			(text) =>
				parseEmail(text) ?? param.refuse('emails', `holds no e-mail address: ${quote(text)}`),
		);
	if (emails.length === 0) param.refuse('emails', 'is empty');
	return [...new Set(emails)];
}
