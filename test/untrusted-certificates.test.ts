import type { IBinaryData, IDataObject, INodeParameters } from 'n8n-workflow';
import { ChatwootApi } from '../credentials/ChatwootApi.credentials';
import { TwakeApi } from '../credentials/TwakeApi.credentials';
import { ChatwootTrigger } from '../nodes/Chatwoot/ChatwootTrigger.node';
import { TwakeTrigger } from '../nodes/Twake/TwakeTrigger.node';
import { startChatwoot } from '../sandbox/chatwoot';
import type { ChatwootSandbox } from '../sandbox/chatwoot';
import { demoIds, startTwake } from '../sandbox/twake';
import type { TwakeSandbox } from '../sandbox/twake';
import { byId, chatwootRun, demo, shownIn } from './Chatwoot/chatwoot';
import { deliver, messageBody, registered } from './Chatwoot/trigger';
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
	fronts.push(
		await tlsFront(chatwoot.url),
		await tlsFront(twake.url),
		await tlsFront(chatwoot.url),
	);
	const [front, otherFront] = fronts.map(({ url }) => ({ baseUrl: url, ignoreSslIssues: true }));
	overTls = { chatwoot: front, twake: otherFront };
});
afterEach(async () => {
	await trigger?.close();
	trigger = undefined;
});
afterAll(async () => {
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
/** Sends a file to Chatwoot, as one whose FRONTEND_URL is `url`, and says how to download it again. */
const fileAt = async (url: string): Promise<INodeParameters> => {
	Object.assign(chatwoot.state, { url });
	const items = [itemWithFile({}, Buffer.from('to the customer'), named)];
	const [{ id }] = await runNode({ ...ofChatwoot({ ...write, attachments: 'data' }), items });
	return { ...write, operation: 'downloadAttachments', message: byId(Number(id)) };
};
/** Chatwoot on its own address, and where somebody else keeps its files. */
const own = () => fronts[0].url;
const foreign = () => fronts[2].url;
/** What the trigger makes of a message with this file. */
const delivered = async (data_url: unknown, ignoreSslIssues = true) => {
	const credentialData = { accessToken: 'ADMIN_TOKEN', ...overTls.chatwoot, ignoreSslIssues };
	trigger = await listen(
		{
			node: new ChatwootTrigger(),
			credential: new ChatwootApi(),
			credentialData: credentialData as never,
			parameters: { options: { download: true } },
		},
		{ staticData: registered(), workflow: String(data_url) },
	);
	await deliver(trigger, messageBody({ attachments: [{ id: 1, file_type: 'file', data_url }] }));
	for (let i = 0; i < 4000 && trigger.items.length === 0; i++)
		await new Promise((done) => setTimeout(done, 5));
	const [{ json, binary }] = trigger.items;
	const { attachments } = json.message as { attachments: IDataObject[] };
	const content = binary?.attachment_0 && (await readBinary(binary.attachment_0)).toString();
	return { content, error: attachments[0].download_error };
};
const addressOfFile = async (url: string) => {
	await fileAt(url);
	const [{ attachments }] = await runNode(
		ofChatwoot({ ...write, operation: 'getMany', limit: 1, newestFirst: true }),
	);
	return (attachments as IDataObject[])[0].data_url;
};

describe('where SSL issues are ignored', () => {
	it('Chatwoot is written to, read and listed for the editor', async () => {
		await runNode(ofChatwoot(write));
		const run = ofChatwoot({ account: byId(demo.account) });

		expect(shownIn(chatwoot).at(-1)).toBe('Over TLS');
		expect((await searchList(run, 'searchTeams')).results).toMatchObject([{ name: 'first line' }]);
	});

	it('files go to Chatwoot and come back', async () => {
		const download = await fileAt(own());

		expect(await contentOf(ofChatwoot(download), 'attachment_0')).toBe('to the customer');
	});

	it('files come with the deliveries to the trigger', async () => {
		expect(await delivered(await addressOfFile(own()))).toEqual({ content: 'to the customer' });
	});

	it('calls of any route go there, and bring files too', async () => {
		const call = { resource: 'customApiCall', operation: 'call', account: byId(demo.account) };
		const path = '/api/v1/accounts/{account}/teams';
		const asFile = { ...call, path, response: 'file' };

		expect(await runNode(ofChatwoot({ ...call, path }))).toMatchObject([{ name: 'first line' }]);
		expect(await runNode(ofChatwoot(asFile))).toMatchObject([{ value: [{ name: 'first line' }] }]);
	});

	it('but files of somebody else’s server do not', async () => {
		const byAction = await errorOf(ofChatwoot(await fileAt(foreign())));
		const byTrigger = await delivered(await addressOfFile(foreign()));

		expect(byAction.message).toContain('(DEPTH_ZERO_SELF_SIGNED_CERT)');
		expect(byTrigger.content).toBeUndefined();
		for (const text of [byAction.description, byTrigger.error]) {
			expect(text).toContain('NODE_EXTRA_CA_CERTS');
			expect(text).toContain('counts for the server in the credential alone');
		}
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

	it('the trigger of Twake looks where the application sends its events', async () => {
		trigger = await twakeTrigger(true);

		await expect(trigger.activate()).rejects.toThrow('sends the events of the application to');
	});
});

const twakeTrigger = async (ignoreSslIssues: boolean) =>
	await listen(
		{
			node: new TwakeTrigger(),
			credential: new TwakeApi(),
			credentialData: { ...ofTwake({}).credentialData, ignoreSslIssues },
			parameters: { events: ['newMessage'] },
		},
		{ staticData: {} },
	);

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

	it('so do its pickers, in what the editor shows', async () => {
		const run = distrusting(ofChatwoot({ account: byId(demo.account) }));
		const error = await searchList(run, 'searchTeams').catch((thrown: unknown) => thrown);

		expect(error).toMatchObject({
			message: expect.stringContaining('No connection to Chatwoot') as string,
			description: expect.stringMatching(/NODE_EXTRA_CA_CERTS.*Ignore SSL Issues/) as string,
		});
	});

	it('so does a call of any route', async () => {
		const call = { resource: 'customApiCall', operation: 'call', account: byId(demo.account) };
		const path = '/api/v1/accounts/1/teams';
		const error = await errorOf(distrusting(ofChatwoot({ ...call, path, response: 'file' })));

		expect(error.description).toMatch(/NODE_EXTRA_CA_CERTS.*Ignore SSL Issues/);
	});

	it('so do the triggers: for a file, and where one is activated', async () => {
		const { content, error } = await delivered(await addressOfFile(own()), false);
		const listener = await twakeTrigger(false);
		const activated = await listener.activate().catch((thrown: unknown) => thrown);
		await listener.close();

		expect(content).toBeUndefined();
		expect(error).toMatch(/certificate.*NODE_EXTRA_CA_CERTS.*Ignore SSL Issues/);
		expect((activated as Error).message).toMatch(/NODE_EXTRA_CA_CERTS.*Ignore SSL Issues/);
	});
});
