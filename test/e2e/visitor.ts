import { demoWorld } from '../../sandbox/chatwoot';
import { demoScript } from '../../sandbox/model';
import { demoWorld as matrixWorld } from '../../sandbox/matrix';
import { demoWorld as twakeWorld } from '../../sandbox/twake';
import type { House } from '../../tools/demo/house';
import { openPlayground } from '../../tools/demo/playground';
import { tell } from '../../tools/demo/report';
import { openBrowser } from './playwright';
import type { Browser } from './playwright';
import { Checks } from './triggers-checks';
import { Visitor } from './visitor-hands';
import { faint, missedByTab, nameless } from './visitor-senses';

const REPLY = 'It is on the van and arrives today.';
const MORE = 'The driver calls before.';
const HOSTILE = '<img src=x onerror="document.title=1"> **Hello**';

/**
 * A visitor of the demo's page, in a real browser: as the customer, as a colleague, by mouse and by
 * keyboard alone. Returns the number of failed checks.
 */
export async function runVisitor(house: House): Promise<number> {
	house.chatwoot.seed(demoWorld);
	house.matrix.seed(matrixWorld);
	house.twake.seed(twakeWorld);
	house.model.rules = demoScript;
	const closers: Array<() => Promise<unknown> | void> = [];
	const { url, offered } = await openPlayground(house, (closer) => closers.push(closer));
	const browser = await openBrowser();
	closers.push(() => browser.close());
	const check = new Checks();
	try {
		tell('A visitor opens the page of the demo');
		await play(browser, url, check);
		tell('and again without a mouse, by ear, in the dark and on a phone');
		await sense(browser, check);
	} finally {
		for (const closer of closers.reverse()) await closer();
		for (const { workflow, start } of offered) {
			if (start === undefined) await house.client.deactivateWorkflow(workflow);
		}
	}
	return check.failed;
}

async function play({ context, page }: Browser, url: string, check: Checks): Promise<void> {
	const visitor = new Visitor(page);
	const troubles: string[] = [];
	page.on('console', (message) => {
		if (['error', 'warning'].includes(message.type())) troubles.push(message.text());
	});
	page.on('pageerror', ({ message }) => troubles.push(message));
	await page.goto(url);

	await visitor.writeAsCustomer('Where is my parcel?');
	const thread = visitor.threadWith('Where is my parcel?');
	await check.that('a thread appears', () => thread.count(), 1);
	const answers = async () => (await visitor.customerReads()).slice(1);
	await check.that('the agent answers', answers, ['Delivery takes three days.']);
	const isBridged = async () => (await thread.allInnerTexts()).join().includes('three days');
	await check.that('which stands in the thread too', isBridged, true);
	await visitor.reply(thread, REPLY);
	await check.that('the customer reads what the colleague replied', answers, [
		'Delivery takes three days.',
		REPLY,
	]);
	const ticks = async () => await thread.locator('.reactions').allInnerTexts();
	await check.that('the reply is ticked', ticks, ['✅']);
	const inbox = async () => (await visitor.agentReads()).includes(REPLY);
	await check.that('the inbox shows it', inbox, true);

	await visitor.turnTo('Twake Chat');
	const inRoom = visitor.threadWith('Where is my parcel?');
	await check.that('the thread stands in Twake Chat, too', () => inRoom.count(), 1);
	await visitor.reply(inRoom, MORE);
	await check.that('whose reply reaches the customer', async () => (await answers()).at(-1), MORE);
	const marks = async () => await inRoom.locator('.reactions').allInnerTexts();
	await check.that('and is ticked', marks, ['✅']);
	await visitor.turnTo('Twake before 2024');

	await visitor.writeAsAgent('He called twice', true);
	await check.that(
		'a note',
		async () => (await visitor.agentReads()).includes('He called twice'),
		true,
	);
	await page.getByRole('button', { name: 'Resolve' }).click();
	const isResolved = async () => (await thread.allInnerTexts()).join().includes('✅ Resolved');
	await check.that('the thread says that it is resolved', isResolved, true);
	const isTold = async () => (await visitor.customerReads()).includes('He called twice');
	await check.that('the customer reads no note', isTold, false);

	await visitor.writeAsCustomer(HOSTILE);
	const shown = async () => (await visitor.customerReads()).at(-1);
	await check.that('markup stays text', shown, '<img src=x onerror="document.title=1"> Hello');
	await check.that('and runs nothing', async () => await page.locator('.words img').count(), 0);

	const run = await visitor.pressByKeyboard('Run Approval with buttons in Twake');
	await check.that('the keyboard starts a workflow', () => run, true);
	const question = visitor.threadWith('May we order ten keyboards');
	await check.that('it asks in the channel', () => question.count(), 1);
	await check.that(
		'and waits',
		async () => await visitor.statusOf('Approval'),
		'waits for an answer',
	);
	const pressed = await visitor.pressByKeyboard('Approve');
	await check.that('the keyboard approves', () => pressed, true);
	const decided = async () =>
		(await question.allInnerTexts()).join().includes('✅ Approve – alice');
	await check.that('the message shows who decided', decided, true);
	const isDone = async () => /^done in/.test(await visitor.statusOf('Approval'));
	await check.that('the workflow goes on to its end', isDone, true);

	const opened = context.waitForEvent('page');
	await page.getByRole('link', { name: 'Support agent' }).first().click();
	const editor = await opened;
	const nodes = editor.locator('[data-test-id="canvas-node"][data-node-name="AI Agent"]');
	await check.that('the editor shows the workflow, without a login', () => nodes.count(), 1);

	await check.that('the browser has nothing to complain of', () => troubles, []);
}

async function sense(browser: Browser, check: Checks): Promise<void> {
	const { page } = browser;
	const visitor = new Visitor(page);
	await check.that('tab reaches all, visibly', async () => await missedByTab(page), []);
	await check.that('all that takes the focus has a name', async () => await nameless(browser), []);
	await page.getByLabel('private note').click();
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		await check.that(`every text stands out (${colorScheme})`, async () => await faint(page), []);
	}

	await page.setViewportSize({ width: 360, height: 740 });
	await visitor.writeAsCustomer('Is anybody there?');
	const news = async () => (await page.locator('nav [role=status]').allInnerTexts()).join();
	const isTold = async () => (await news()).includes('Chatwoot');
	await check.that('a phone tells of what came on a side that it does not show', isTold, true);
	for (const side of ['Customer', 'Chatwoot', 'n8n', 'Team chat']) {
		await page
			.locator('nav')
			.getByRole('button', { name: new RegExp(`^${side}`) })
			.click();
		const width = async () => await page.evaluate<number>('document.documentElement.scrollWidth');
		await check.that(`${side}: nothing sticks out`, width, 360);
		await check.that(`${side}: tab reaches all`, async () => await missedByTab(page), []);
	}
	await check.that('it shows one side', async () => await visitor.sidesShown(), ['team']);
}
