import { NodeApiError } from 'n8n-workflow';
import type { INode } from 'n8n-workflow';
import { apiError } from '../../nodes/shared/errors';

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
});
