import { byId, demo } from './chatwoot';
import { Desk } from './desk';

const desk = new Desk('campaign');

const welcome = { title: 'Welcome', text: 'Can I help?', inbox: byId(demo.website) };
const page = { pageUrl: 'https://shop.acme.example/*', timeOnPage: 20 };
const rules = { url: page.pageUrl, time_on_page: 20 };

const created = async (additionalFields: object = page, change: object = {}) =>
	(await desk.output('create', { ...welcome, additionalFields, ...change }))[0];

/** A WhatsApp inbox in addition to the demo world's. */
function whatsapp() {
	const { inboxes } = desk.chatwoot.state;
	const like = inboxes.get(demo.api)!;
	return inboxes.insert({ ...like, id: 50, channel_id: 50, channel_type: 'Channel::Whatsapp' });
}

describe('Campaign', () => {
	it('is shown to visitors of a page after some time', async () => {
		const sender = demo.agent;
		const row = await created({ ...page, sender, onlyDuringBusinessHours: true });
		expect(desk.sent('POST')).toEqual([
			[
				'/campaigns',
				{
					title: 'Welcome',
					message: 'Can I help?',
					inbox_id: demo.website,
					sender_id: demo.agent,
					trigger_only_during_business_hours: true,
					trigger_rules: rules,
				},
			],
		]);
		expect(row).toMatchObject({
			campaign_type: 'ongoing',
			inbox_name: 'Shop Chat',
			sender_name: 'Arthur Agent',
			trigger_rules: rules,
			scheduled_at: null,
		});
	});

	it('is sent once to contacts with a label', async () => {
		const { id } = whatsapp();
		const once = { audience: [1, 2], scheduledAt: '2099-01-01T09:00:00+01:00' };
		const template = { name: 'sale', language: 'en' };
		const more = { ...once, templateParams: template };
		const { json, hints } = await desk.result('create', {
			...welcome,
			inbox: byId(id),
			additionalFields: more,
		});
		expect(json[0]).toMatchObject({
			campaign_type: 'one_off',
			scheduled_at: '2099-01-01T08:00:00.000Z',
			audience: [1, 2].map((label) => ({ type: 'Label', id: label })),
			template_params: template,
		});
		expect(hints).toEqual([]);
	});

	it('is read alone and in the list', async () => {
		const { id } = await created();
		expect(await desk.output('get', { campaign: byId(Number(id)) })).toMatchObject([{ id }]);
		expect(await desk.output('getMany')).toMatchObject([{ id, title: 'Welcome' }]);
		const [raw] = await desk.output('getMany', { simplify: false });
		expect(raw).toMatchObject({ inbox: { id: demo.website } });
	});

	it('keeps the half of its rule that is not changed', async () => {
		const { id } = await created();
		const change = { campaign: byId(Number(id)), updateFields: { timeOnPage: 5, enabled: false } };
		expect(await desk.output('update', change)).toMatchObject([
			{ enabled: false, trigger_rules: { url: page.pageUrl, time_on_page: 5 } },
		]);
	});

	it('is deleted', async () => {
		const { id } = await created();
		const campaign = byId(Number(id));
		expect(await desk.output('delete', { campaign })).toEqual([{ deleted: true, id }]);
		for (const operation of ['get', 'update', 'delete']) {
			const updateFields = { title: 'x' };
			const refusal = await desk.refusal(operation, { campaign, updateFields });
			expect(refusal).toContain(`did not find campaign ${id}`);
		}
	});

	it('is not for inboxes of other channels', async () => {
		const refusal = await desk.refusal('create', { ...welcome, inbox: byId(demo.api) });
		expect(refusal).toContain('Unsupported Inbox type');
		expect(refusal).toContain('Campaigns are for inboxes of websites');
	});

	it.each<[string, object, string]>([
		['no title', { title: ' ' }, '"Title" is empty'],
		['no text', { text: '' }, '"Text" is empty'],
		['no inbox', { inbox: byId('') }, '"Inbox" is empty'],
		[
			'half an address',
			{ additionalFields: { pageUrl: 'shop.acme.example' } },
			'"Additional Fields > Page URL" is not the address of a page',
		],
		[
			'a label by its title',
			{ additionalFields: { audience: ['vip'] } },
			'holds what is no ID: "vip"',
		],
		[
			'no time',
			{ additionalFields: { scheduledAt: 'soon' } },
			'"Additional Fields > Scheduled At" is not a date',
		],
	])('refuses %s before any request', async (_name, change, message) => {
		expect(await desk.refusal('create', { ...welcome, ...change })).toContain(message);
		expect(desk.chatwoot.requests).toEqual([]);
	});
});
