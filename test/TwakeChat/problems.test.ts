import { problemOf } from '../../nodes/TwakeChat/api/problems';

const request = { method: 'GET', path: '/_matrix/client/v3/joined_rooms', answer: String } as const;

describe('refusals of Twake Chat', () => {
	it('are told by the server’s code, whatever its name', () => {
		const told = (errcode: string) => problemOf({ errcode, error: 'no' }, 404, request);

		expect(told('M_USER_LOCKED').message).toBe('The account of the credential is locked');
		expect(told('M_NOT_FOUND').description).toBe('Check the ID.');
		for (const code of ['ORG_EXAMPLE_NO', 'constructor']) {
			expect(told(code)).toMatchObject({
				message: 'Twake Chat refused the request (it says: no)',
				reason: 'missing',
			});
		}
	});
});
