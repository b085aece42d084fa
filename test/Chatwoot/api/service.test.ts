import { untilNextMinute } from '../../../nodes/Chatwoot/api/service';
import { clock } from '../../../nodes/shared/retry';

describe('a limit of Chatwoot', () => {
	afterEach(() => jest.restoreAllMocks());

	it.each([
		['2030-01-31T12:00:00Z', 60_000],
		['2030-01-31T12:00:59.900Z', 100],
		['2030-01-31T12:00:20Z', 40_000],
	])('met at %s lasts until shortly after the next full minute', (time, rest) => {
		jest.spyOn(clock, 'now').mockReturnValue(Date.parse(time));
		expect(untilNextMinute()).toBeGreaterThanOrEqual(rest + 50);
		expect(untilNextMinute()).toBeLessThanOrEqual(rest + 250);
	});
});
