import fc from 'fast-check';
import { demoWorld } from '../../sandbox/chatwoot';
import { errorOf, executeNode, runNode } from '../engine';
import {
	bodiesOf,
	byId,
	byUrl,
	chatwootRun,
	demo,
	meddling,
	requestsOf,
	useChatwoot,
} from './chatwoot';
import type { ChatwootRun } from './chatwoot';

const chatwoot = useChatwoot();
const run = (given: ChatwootRun) => chatwootRun(chatwoot, given);
const path = '/api/v1/accounts/1/contacts/1/labels';
const on = (operation: string, rest: object = {}) => ({
	resource: 'contact',
	operation,
	account: byId(demo.account),
	contact: byId(demo.carla),
	...rest,
});
const carried = () => chatwoot.state.contacts.get(demo.carla)!.labels;
const carry = (...labels: string[]) => {
	chatwoot.state.contacts.get(demo.carla)!.labels = labels;
};

describe('Contact > Add Labels', () => {
	it('keeps existing labels, writes once and reads again', async () => {
		carry('shipping');
		const [output] = await runNode(run({ parameters: on('addLabels', { labels: ['urgent'] }) }));

		expect(output).toEqual({ id: 1, labels: ['shipping', 'urgent'], changed: true });
		expect(carried()).toEqual(['shipping', 'urgent']);
		expect(requestsOf(chatwoot)).toEqual([
			'GET /api/v1/accounts/1/labels',
			`GET ${path}`,
			`POST ${path}`,
			`GET ${path}`,
		]);
	});

	it('writes nothing when they exist already, in whatever letter case', async () => {
		carry('urgent');
		const parameters = on('addLabels', { moreLabels: ' URGENT ,urgent, ' });
		const [output] = await runNode(run({ parameters }));

		expect(output).toEqual({ id: 1, labels: ['urgent'], changed: false });
		expect(bodiesOf(chatwoot, path)).toEqual([]);
	});

	it('takes labels and contact from each item, one writer per contact', async () => {
		const items = ['urgent', 'shipping', ['a1', 'b2'], 'c3,d4'].map((labels) => ({ labels }));
		const parameters = on('addLabels', {
			contact: byUrl(`=${chatwoot.url}/app/accounts/1/contacts/{{ 1 }}`),
			moreLabels: '={{ $json.labels }}',
			unknownLabels: 'allow',
		});
		await runNode(run({ parameters, items }));

		expect(carried().sort()).toEqual(['a1', 'b2', 'c3', 'd4', 'shipping', 'urgent']);
	});

	it('refuses labels that the account does not define, and names those that it does', async () => {
		const error = await errorOf(
			run({ parameters: on('addLabels', { moreLabels: 'urgent, vip' }) }),
		);

		expect(error.message).toBe(
			'"Unknown Labels" is set to refuse, and the account does not define "vip"',
		);
		expect(error.description).toContain('It defines: shipping, urgent.');
		expect(carried()).toEqual([]);
	});

	it('defines unknown labels if wanted, once for all items', async () => {
		const items = [{}, {}, {}, {}, {}];
		const parameters = on('addLabels', {
			contact: byId('={{ $itemIndex % 3 + 1 }}'),
			moreLabels: 'VIP',
			unknownLabels: 'create',
		});
		await runNode(run({ parameters, items }));

		expect(chatwoot.state.labels.where(({ title }) => title === 'vip')).toHaveLength(1);
		expect(bodiesOf(chatwoot, '/api/v1/accounts/1/labels')).toHaveLength(1);
		expect(carried()).toEqual(['vip']);
	});

	it('says what cannot be the title of a label before it changes anything', async () => {
		const parameters = on('addLabels', { moreLabels: 'ok-label, x!', unknownLabels: 'create' });
		const error = await errorOf(run({ parameters }));

		expect(error.message).toContain('"x!" cannot be the title of a label');
		expect(chatwoot.state.labels.where(({ title }) => title === 'ok-label')).toEqual([]);
	});

	it('sets labels that nobody defined when that is allowed', async () => {
		const parameters = on('addLabels', { moreLabels: 'big deal', unknownLabels: 'allow' });
		const [output] = await runNode(run({ parameters }));

		expect(output.labels).toEqual(['big deal']);
		expect(requestsOf(chatwoot)[0]).toBe(`GET ${path}`);
	});

	it('takes a list as JSON text, as language models write it', async () => {
		const parameters = on('addLabels', { labels: '={{ $json.chosen }}' });
		const items = [{ chosen: '["urgent", "shipping"]' }];
		const [output] = await runNode(run({ parameters, items }));

		expect(output.labels).toEqual(['urgent', 'shipping']);
	});

	it.each([
		['no label', { moreLabels: ' , ' }, '"Label Names or IDs" is empty'],
		['a label that is an object', { labels: [{ title: 'x' }] }, 'should be a list of names'],
		[
			'a label that the item lacks',
			{ labels: '={{ ["urgent", $json.second] }}', unknownLabels: 'allow' },
			'should be a list of names, but holds undefined',
		],
		['a label that is too long', { moreLabels: 'x'.repeat(256) }, 'label of 256 characters'],
		['an unknown choice', { moreLabels: 'urgent', unknownLabels: 'ignore' }, '"Unknown Labels"'],
		['no contact', { contact: byId(''), moreLabels: 'urgent' }, '"Contact" is empty'],
		[
			'a contact that is no number',
			{ contact: byId('={{ "1abc" }}'), moreLabels: 'urgent' },
			'not an ID',
		],
	])('refuses %s before any request', async (_name, change, message) => {
		const error = await errorOf(run({ parameters: on('addLabels', change) }));
		expect(error.message).toContain(message);
		expect(chatwoot.requests).toEqual([]);
	});

	it('names the missing contact on the error output', async () => {
		const parameters = on('addLabels', { contact: byId('={{ $json.id }}'), labels: ['urgent'] });
		const { outputs } = await executeNode(
			run({ parameters, items: [{ id: 99 }, { id: 1 }], onError: 'continueErrorOutput' }),
		);

		expect(outputs[0].map(({ json }) => json.labels)).toEqual([['urgent']]);
		expect(outputs[1][0].json.error).toBe('Chatwoot did not find contact 99, account 1');
	});
});

describe('labels in capitals, as language models write them', () => {
	const found = async (label: string) => {
		const row = [{ attribute: 'labels', operator: 'equal_to', value: [label] }];
		const parameters = on('getMany', { listBy: 'filter', conditions: { row } });
		return (await runNode(run({ parameters }))).map(({ id }) => id);
	};

	it.each([
		['addLabels', 'refuse', ['GOLD']],
		['setLabels', 'refuse', ['Gold']],
		['addLabels', 'create', ['SILVER', 'Gold']],
		['setLabels', 'create', ['Silver']],
		['addLabels', 'allow', ['BRONZE']],
		['setLabels', 'allow', ['Gold', 'BRONZE']],
	])(
		'are sent as accounts define them: %s, unknown ones: %s',
		async (operation, unknown, labels) => {
			const { state } = chatwoot;
			const template = state.labels.where(() => true)[0];
			state.labels.insert({ ...template, id: 90, title: 'gold' });
			const parameters = on(operation, { moreLabels: labels, unknownLabels: unknown });
			const [output] = await runNode(run({ parameters }));

			const small = labels.map((label) => label.toLowerCase());
			expect(output.labels).toEqual(small);
			expect(bodiesOf(chatwoot, path)).toEqual([{ labels: small }]);
			const titles = state.labels.where(() => true).map(({ title }) => title);
			expect(titles.filter((title) => title !== title.toLowerCase())).toEqual([]);
			for (const label of labels) expect(await found(label)).toEqual([demo.carla]);
		},
	);
});

describe('Contact > Remove Labels', () => {
	it('removes these and keeps the others', async () => {
		carry('shipping', 'urgent', 'old one');
		const parameters = on('removeLabels', { labels: ['Urgent'], moreLabels: 'old one, never' });
		const [output] = await runNode(run({ parameters }));

		expect(output).toEqual({ id: 1, labels: ['shipping'], changed: true });
		expect(bodiesOf(chatwoot, path)).toEqual([{ labels: ['shipping'] }]);
	});

	it('removes the last one', async () => {
		carry('urgent');
		await runNode(run({ parameters: on('removeLabels', { labels: ['urgent'] }) }));
		expect(carried()).toEqual([]);
	});

	it('writes nothing when none of them exists', async () => {
		carry('shipping');
		const [output] = await runNode(run({ parameters: on('removeLabels', { labels: ['urgent'] }) }));
		expect(output.changed).toBe(false);
		expect(requestsOf(chatwoot)).toEqual([`GET ${path}`]);
	});
});

describe('Contact > Set Labels and Get Labels', () => {
	it('replace all labels, and read them', async () => {
		carry('shipping');
		const [set] = await runNode(run({ parameters: on('setLabels', { labels: ['urgent'] }) }));
		const [read] = await runNode(run({ parameters: on('getLabels') }));

		expect(set).toEqual({ id: 1, labels: ['urgent'], changed: true });
		expect(read).toEqual({ id: 1, labels: ['urgent'] });
	});

	it('remove all when no label is named and that is wanted, else refuse', async () => {
		carry('shipping', 'urgent');
		const error = await errorOf(run({ parameters: on('setLabels') }));
		expect(error.message).toBe('"Label Names or IDs" is empty');
		expect(chatwoot.requests).toEqual([]);

		const [output] = await runNode(run({ parameters: on('setLabels', { allowNone: true }) }));
		expect(output.labels).toEqual([]);
		expect(bodiesOf(chatwoot, path)).toEqual([{ labels: [] }]);
	});
});

describe('another writer of the same labels', () => {
	it('cannot undo a change for good', async () => {
		const operations = fc.record({
			mine: fc.constantFrom('addLabels', 'removeLabels'),
			start: fc.subarray(['urgent', 'a1', 'b2']),
			// Whether it also writes between our reading and writing, which nothing can repair.
			between: fc.boolean(),
			// What the other writer leaves behind before request n of ours.
			others: fc.array(fc.option(fc.subarray(['urgent', 'a1', 'b2', 'c3'])), { maxLength: 5 }),
		});
		await fc.assert(
			fc.asyncProperty(operations, async ({ mine, start, between, others }) => {
				chatwoot.seed(demoWorld);
				carry(...start);
				let last: string[] = start;
				const disturb = (nth: number) => {
					const left = between || nth % 2 === 1 ? others[nth - 1] : null;
					if (left) carry(...(last = left));
				};
				await meddling(chatwoot, disturb, async () => {
					const parameters = on(mine, { labels: ['urgent'], unknownLabels: 'allow' });
					const [output] = await runNode(run({ parameters }));
					expect(output.labels).toEqual(carried());
				});
				// Our change holds, and nothing that the other writer left last is lost.
				expect(carried().includes('urgent')).toBe(mine === 'addLabels');
				const rest = (labels: string[]) => labels.filter((label) => label !== 'urgent').sort();
				if (!between) expect(rest(carried())).toEqual(rest(last));
			}),
			{ numRuns: 25 },
		);
	});

	it('that never stops is reported', async () => {
		const parameters = on('addLabels', { labels: ['urgent'] });
		await meddling(
			chatwoot,
			() => carry('shipping'),
			async () => {
				const error = await errorOf(run({ parameters }));
				expect(error.message).toBe(
					'The labels of contact 1 could not be changed: someone else keeps changing them',
				);
				expect(error.description).toContain('there are: shipping');
			},
		);
	});
});
