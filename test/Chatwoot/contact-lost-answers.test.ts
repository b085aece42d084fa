import type { INodeParameters } from 'n8n-workflow';
import { executeNode } from '../engine';
import { bodiesOf, byId, chatwootRun, demo, useChatwoot } from './chatwoot';
import { until } from '../shared/moments';
import { startSlowProxy } from './slow-proxy';

const chatwoot = useChatwoot();
const account = '/api/v1/accounts/1';

/** Runs the node behind a proxy that holds back the answer to the n-th request for too long. */
const losing = async (nth: number, parameters: INodeParameters) => {
	const proxy = await startSlowProxy(chatwoot.url);
	const pauses = Array.from({ length: 20 }, () => [0, 0]);
	pauses[nth - 1] = [0, 1500];
	proxy.delays = pauses.flat();
	const result = await executeNode(
		chatwootRun(chatwoot, {
			parameters: {
				resource: 'contact',
				account: byId(demo.account),
				options: { timeout: 1 },
				...parameters,
			},
			credential: { baseUrl: proxy.url },
		}),
	);
	proxy.close();
	return result;
};

describe('when the server has done it, but its answer is lost', () => {
	it('Create or Update finds the contact that it has made, and makes no second one', async () => {
		const { json } = await losing(2, {
			operation: 'createOrUpdate',
			email: 'mia@maker.example',
			name: 'Mia',
		});
		expect(json).toEqual([expect.objectContaining({ name: 'Mia', result: 'created' })]);
		expect(bodiesOf(chatwoot, `${account}/contacts`)).toHaveLength(1);
		expect(chatwoot.state.contacts.all()).toHaveLength(4);
	});

	it('Add Labels reads that the label is there', async () => {
		const { json } = await losing(3, {
			operation: 'addLabels',
			contact: byId(demo.carla),
			labels: ['urgent'],
		});
		expect(json).toEqual([{ id: 1, labels: ['urgent'], changed: true }]);
		expect(bodiesOf(chatwoot, `${account}/contacts/1/labels`)).toHaveLength(1);
	});

	it('Create does not do it again, and says that it may have been done', async () => {
		const { error } = await losing(1, { operation: 'create', name: 'Nora' });
		expect(error?.message).toContain('it may have been carried out');
		// The request may still be in flight.
		await until(() => bodiesOf(chatwoot, `${account}/contacts`).length > 0);
		expect(chatwoot.state.contacts.where(({ name }) => name === 'Nora')).toHaveLength(1);
	});
});
