import { NodeApiError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';
import { perhapsDone } from '../../nodes/shared/connection-problems';
import { apiError, problemOf } from '../../nodes/shared/errors';

describe('the error for a problem at a service', () => {
	const node = { id: '1', name: 'Tiny', type: 'tiny' } as INode;

	it.each([
		'ECONNREFUSED by the room',
		'Bad gateway, said the room',
		'ENOENT: there is no such room',
	])('says "%s" in our words, not in those that n8n has for it', (message) => {
		const description = 'Choose another room';
		const error = apiError(node, { message, description, status: 502 });
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error).toMatchObject({ message, description, httpCode: '502', messages: [] });
	});

	it('has no description when there is none', () => {
		const error = apiError(node, { message: 'No', body: { error: 'no', message: 'ask Ann' } });
		expect(error.description).toBeUndefined();
		expect(error.httpCode).toBeNull();
		expect(error.context.data).toEqual({ error: 'no', message: 'ask Ann' });
	});

	it('carries its reason to whoever catches it', () => {
		const error = apiError(node, { message: 'No', reason: 'unknownToken' });
		expect(error.context.reason).toBe('unknownToken');
	});

	// Older versions of n8n have no such word.
	const itWhereKnown = process.env.N8N_CORE_FOLDER ? it.skip : it;
	itWhereKnown('carries the failure that n8n knows', () => {
		const error = apiError(node, { message: 'No', reason: 'unknownToken' });
		expect(error.failure?.cause).toBe('credential-invalid');
		expect(apiError(node, { message: 'No', reason: 'suspended' }).failure).toBeUndefined();
	});

	it('says that nothing was done, but never beside the doubt', () => {
		const problem = { message: 'Too many rooms', description: 'Wait.', nothingDone: true };
		expect(apiError(node, problem)).toMatchObject({
			message: 'Too many rooms',
			description: 'Wait. Nothing was done.',
		});
		const doubted = apiError(node, perhapsDone('Tiny', problem));
		expect(doubted).toMatchObject({
			message: 'Too many rooms, it may have been carried out',
			description: 'Wait.',
		});
		const twice = perhapsDone('Tiny', problemOf(doubted)!);
		expect(apiError(node, twice).message).toBe('Too many rooms, it may have been carried out');
	});
});
