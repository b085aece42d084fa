import { hinter } from '../../nodes/shared/hints';

describe('a hint beside the output', () => {
	it('is shown once, however many items cause it', () => {
		const addExecutionHints = jest.fn();
		const hint = hinter({ addExecutionHints } as never);
		hint('The thread was joined');
		hint('The thread was joined');
		hint('Take care', 'warning');
		expect(addExecutionHints.mock.calls).toEqual([
			[{ message: 'The thread was joined', type: 'info', location: 'outputPane' }],
			[{ message: 'Take care', type: 'warning', location: 'outputPane' }],
		]);
	});
});
