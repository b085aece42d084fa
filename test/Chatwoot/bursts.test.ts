import { Bursts } from '../../nodes/Chatwoot/trigger/receiving/bursts';

describe('The deliveries of a burst', () => {
	const long = { silence: 3000, atMost: 9000 };
	const short = { silence: 50, atMost: 9000 };

	it('wait one at a time: waiting costs n8n memory', async () => {
		const bursts = new Bursts();
		const first = bursts.end('1', 1, { id: 1 }, long);
		const second = await bursts.end('1', 2, { id: 2 }, short);

		expect(second).toEqual([{ id: 1 }, { id: 2 }]);
		expect(await Promise.race([first, Promise.resolve('still waiting')])).toBeUndefined();
	});

	it('wait on when an older one comes late', async () => {
		const bursts = new Bursts();
		const newest = bursts.end('1', 2, { id: 2 }, short);

		expect(await bursts.end('1', 1, { id: 1 }, short)).toBeUndefined();
		expect(await newest).toEqual([{ id: 1 }, { id: 2 }]);
	});

	it('are answered by the newest of two equal ones', async () => {
		const bursts = new Bursts();
		const once = bursts.end('1', 1, { id: 1 }, short);

		expect(await bursts.end('1', 1, { id: 1 }, short)).toEqual([{ id: 1 }]);
		expect(await once).toBeUndefined();
	});
});
