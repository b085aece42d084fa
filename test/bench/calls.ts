import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { demoWorld, startChatwoot } from '../../sandbox/chatwoot';
import { demoIds, startTwake } from '../../sandbox/twake';
import { addChannel } from '../../sandbox/twake/state/seed';
import { executeNode, searchList } from '../engine';
import { byId, chatwootAt, twakeAt } from './nodes';

const account = byId(1);
/** The administrator of the demo world. */
const TOKEN = 'ADMIN_TOKEN';
const carla = { findBy: 'email', email: 'carla@customer.example' };

export interface Calls {
	perItem: number;
	/** The maximum. */
	most: number;
}

const ITEMS = 100;

interface Counted {
	parameters: INodeParameters;
	most: number;
}

const operations: Record<string, Counted> = {
	'Message > Send to Contact': {
		parameters: {
			resource: 'message',
			operation: 'sendToContact',
			...carla,
			inbox: byId(1),
			text: '={{ $json.text }}',
		},
		most: 4,
	},
	'Contact > Create or Update': {
		parameters: {
			resource: 'contact',
			operation: 'createOrUpdate',
			findBy: 'email',
			email: 'carla@customer.example',
			name: '={{ $json.text }}',
		},
		most: 2,
	},
	'Contact > Add Labels': {
		parameters: {
			resource: 'contact',
			operation: 'addLabels',
			contact: byId('={{ $json.contact }}'),
			labels: 'urgent',
		},
		// The list of all labels is read once for all items.
		most: 3 + 1 / ITEMS,
	},
};

const blank = { email: null, phone_number: null, identifier: null, labels: [] };

/** Requests per item, for items about a person who is known and has an open conversation. */
export async function countCalls(): Promise<Record<string, Calls>> {
	const chatwoot = await startChatwoot();
	const counts: Record<string, Calls> = {};
	for (const [name, { parameters, most }] of Object.entries(operations)) {
		chatwoot.seed(demoWorld);
		const [template] = chatwoot.state.contacts.all();
		const items: IDataObject[] = [];
		for (let contact = 10; contact < 10 + ITEMS; contact++) {
			chatwoot.state.contacts.insert({ ...template, ...blank, id: contact });
			items.push({ text: `Text ${contact}`, contact });
		}
		chatwoot.requests.length = 0;
		const run = { ...chatwootAt(chatwoot.url, TOKEN), parameters: { account, ...parameters } };
		const { error } = await executeNode({ ...run, items });
		if (error) throw new Error(`${name}: ${error.message}`);
		counts[name] = { perItem: chatwoot.requests.length / ITEMS, most };
	}
	await chatwoot.close();
	return counts;
}

/** Requests, entries and ms until a picker with many entries shows the first of them. */
export async function pickers(): Promise<Record<string, object>> {
	const chatwoot = await startChatwoot();
	const [template] = chatwoot.state.contacts.all();
	for (let id = 10; id < 10_010; id++) {
		chatwoot.state.contacts.insert({ ...template, id, name: `Person ${id}`, email: null });
	}
	chatwoot.requests.length = 0;
	const twake = await startTwake();
	for (let index = 0; index < 2_000; index++) {
		addChannel(twake.state, { name: `Channel ${index}`, stats: { members: 1 } });
	}
	const place = { company: byId(demoIds.company), workspace: byId(demoIds.workspace) };
	const ofChatwoot = { ...chatwootAt(chatwoot.url, TOKEN), parameters: { account } };
	const ofTwake = { ...twakeAt(twake.url), parameters: place };
	const result = {
		'contacts (10,000)': await paint(chatwoot.requests, () =>
			searchList(ofChatwoot, 'searchContacts'),
		),
		'channels (2,000)': await paint(twake.requests, () => searchList(ofTwake, 'searchChannels')),
	};
	await Promise.all([chatwoot.close(), twake.close()]);
	return result;
}

async function paint(
	requests: Array<{ path: string }>,
	search: () => ReturnType<typeof searchList>,
): Promise<object> {
	const start = performance.now();
	const { results } = await search();
	const ms = performance.now() - start;
	const counted = requests.filter(({ path }) => !path.endsWith('/login')).length;
	return { requests: counted, entries: results.length, ms: Math.round(ms) };
}
