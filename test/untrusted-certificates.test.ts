import type { IBinaryData, IDataObject, INodeParameters } from 'n8n-workflow';
import { ChatwootApi } from '../credentials/ChatwootApi.credentials';
import { ChatwootTrigger } from '../nodes/Chatwoot/ChatwootTrigger.node';
import { startChatwoot } from '../sandbox/chatwoot';
import type { ChatwootSandbox } from '../sandbox/chatwoot';
import { demoIds, startTwake } from '../sandbox/twake';
import type { TwakeSandbox } from '../sandbox/twake';
import { byId, chatwootRun, demo, shownIn } from './Chatwoot/chatwoot';
import { createInSupport, shownIn as shownInTwake, twakeRun } from './Twake/twake';
import { errorOf, executeNode, itemWithFile, readBinary, runNode, searchList } from './engine';
import type { NodeRun } from './engine';
import { listen } from './engine/trigger';
import type { Listener } from './engine/trigger';
import { tlsFront } from './shared/tls-front';

/** Self-hosted servers behind a certificate of their own: all that goes there goes the same way. */
let chatwoot: ChatwootSandbox;
let twake: TwakeSandbox;
const fronts: Array<Awaited<ReturnType<typeof tlsFront>>> = [];
let overTls: { chatwoot: IDataObject; twake: IDataObject };
let trigger: Listener | undefined;

beforeAll(async () => {
	chatwoot = await startChatwoot();
	twake = await startTwake();
	fronts.push(await tlsFront(chatwoot.url), await tlsFront(twake.url));
	const [front, otherFront] = fronts.map(({ url }) => ({ baseUrl: url, ignoreSslIssues: true }));
	overTls = { chatwoot: front, twake: otherFront };
});
afterAll(async () => {
	await trigger?.close();
	for (const front of fronts) front.close();
	await chatwoot.close();
	await twake.close();
});

const ofChatwoot = (parameters: INodeParameters): NodeRun =>
	chatwootRun(chatwoot, { parameters, credential: overTls.chatwoot });
const ofTwake = (parameters: INodeParameters): NodeRun =>
	twakeRun(twake, { parameters, credential: overTls.twake });
const distrusting = (run: NodeRun): NodeRun => ({
	...run,
	credentialData: { ...run.credentialData, ignoreSslIssues: false } as never,
});
const write: INodeParameters = {
	resource: 'message',
	operation: 'create',
	account: byId(demo.account),
	conversation: byId(demo.conversation),
	text: 'Over TLS',
};
const contentOf = async (run: NodeRun, field: string) => {
	const { outputs } = await executeNode(run);
	const file = outputs[0][0].binary?.[field] as IBinaryData;
	return (await readBinary(file)).toString();
};
const named = { fileName: 'a.txt', mimeType: 'text/plain' };

describe('where SSL issues are ignored', () => {
	it('Chatwoot is written to, read and listed for the editor', async () => {
		await runNode(ofChatwoot(write));
		const run = ofChatwoot({ account: byId(demo.account) });

		expect(shownIn(chatwoot).at(-1)).toBe('Over TLS');
		expect((await searchList(run, 'searchTeams')).results).toMatchObject([{ name: 'first line' }]);
	});

	it('files go to Chatwoot and come back', async () => {
		// As a server that knows its own address.
		Object.assign(chatwoot.state, { url: fronts[0].url });
		const sent = { ...write, attachments: 'data' };
		const items = [itemWithFile({}, Buffer.from('to the customer'), named)];
		const [{ id }] = await runNode({ ...ofChatwoot(sent), items });
		const message = byId(Number(id));
		const download = { ...write, operation: 'downloadAttachments', message };

		expect(await contentOf(ofChatwoot(download), 'attachment_0')).toBe('to the customer');
	});

	it('Twake takes the login, messages and files', async () => {
		await runNode(ofTwake(createInSupport));
		const file = { resource: 'file', company: byId(demoIds.company) };
		const items = [itemWithFile({}, Buffer.from('to the team'), named)];
		const [{ id }] = await runNode({ ...ofTwake({ ...file, operation: 'upload' }), items });

		expect(shownInTwake(twake).at(-1)).toEqual(['Hello']);
		const download = ofTwake({ ...file, operation: 'download', file: String(id) });
		expect(await contentOf(download, 'data')).toBe('to the team');
	});

	it('the trigger registers itself, and takes itself out again', async () => {
		trigger = await listen(
			{
				node: new ChatwootTrigger(),
				credential: new ChatwootApi(),
				credentialData: { accessToken: 'ADMIN_TOKEN', ...overTls.chatwoot } as never,
				parameters: { account: byId(demo.account), events: ['message_created'] },
			},
			{ staticData: {} },
		);
		const before = chatwoot.state.webhooks.all().length;
		await trigger.activate();
		expect(chatwoot.state.webhooks.all()).toHaveLength(before + 1);
		await trigger.lifecycle('delete');
		expect(chatwoot.state.webhooks.all()).toHaveLength(before);
	});
});

describe('where they are not', () => {
	it.each([
		['Chatwoot', () => ofChatwoot(write)],
		['Twake', () => ofTwake(createInSupport)],
	])('the error of %s names the certificate, and both ways out', async (_service, run) => {
		const error = await errorOf(distrusting(run()));

		expect(`${error.message} ${error.description}`).toContain('certificate');
		expect(error.description).toContain('NODE_EXTRA_CA_CERTS');
		expect(error.description).toContain('Ignore SSL Issues');
	});

	it('the editor says so too', async () => {
		const run = distrusting(ofChatwoot({ account: byId(demo.account) }));
		await expect(searchList(run, 'searchTeams')).rejects.toThrow(/certificate|No connection/);
	});
});
