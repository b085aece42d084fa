import { Turns } from '../../../nodes/shared/turns';
import type { Problem } from '../../../nodes/shared/errors';
import type { Requester } from '../../../nodes/shared/request';
import { AssignmentsApi } from '../../../nodes/Chatwoot/api/assignments';

/** A client of a server that answers every request with this. */
function clientOf(answer: object | null): AssignmentsApi {
	const requester = {
		send: async () => answer,
		error: ({ message, description }: Problem) => new Error(`${message}. ${description}`),
	} as unknown as Requester;
	return new AssignmentsApi({
		requester,
		id: 1,
		path: '/api/v1/accounts/1',
		turns: new Turns(),
	});
}

describe('Assigning a bot', () => {
	it('answers the bot', async () => {
		const bot = { id: 3, name: 'Bot', description: null, outgoing_url: null };
		expect(await clientOf(bot).assignBot(1, 3)).toEqual({ id: 3, name: 'Bot' });
	});

	it('tells that a server before 4.8 took the agent with the number of the bot', async () => {
		const agent = { id: 3, name: 'Ann', email: 'ann@acme.example' };
		await expect(clientOf(agent).assignBot(1, 3)).rejects.toThrow(
			'Chatwoot assigned conversation 1 to agent 3 instead of agent bot 3. Only servers from 4.8 on',
		);
	});

	it('tells that a server did not know the bot', async () => {
		await expect(clientOf(null).assignBot(1, 3)).rejects.toThrow(
			'Chatwoot did not confirm agent bot 3 for conversation 1, it may have been carried out. Most likely it knows no such agent bot',
		);
	});
});
