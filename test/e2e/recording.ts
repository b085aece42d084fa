// The film at the top of the README: a visitor plays with the demo. Needs ffmpeg and a font with emoji
// (Debian: ffmpeg, fonts-noto-color-emoji).
//
//   npx tsx test/e2e/recording.ts [docs/demo.gif]
import { statSync } from 'node:fs';
import { runToEnd } from '../../tools/demo/end';
import { openHouse } from '../../tools/demo/house';
import { openPlayground } from '../../tools/demo/playground';
import { tell } from '../../tools/demo/report';
import { openBrowser } from './playwright';
import type { Page } from './playwright';
import { Screencast } from './screencast';
import { Visitor } from './visitor-hands';

const PATIENCE = 120_000;
const WIDTH = 1440;
const HEIGHT = 880;
const SHOWN_WIDTH = 1100;
const TYPING = { delay: 35 };

/** A browser without a screen shows no pointer. */
const POINTER = `addEventListener('DOMContentLoaded', () => {
	const dot = document.body.appendChild(document.createElement('div'));
	document.body.style.caretColor = 'transparent';
	dot.style.cssText = 'position:fixed;z-index:9;width:18px;height:18px;margin:-9px;border-radius:50%;'
		+ 'background:rgb(214 51 108 / 55%);border:2px solid white;pointer-events:none;left:-50px';
	addEventListener('mousemove', (event) => {
		dot.style.left = event.clientX + 'px';
		dot.style.top = event.clientY + 'px';
	});
});`;

runToEnd(async (atEnd) => {
	const [path = 'docs/demo.gif'] = process.argv.slice(2);
	const house = await openHouse(atEnd);
	const { url } = await openPlayground(house, atEnd);
	const browser = await openBrowser(WIDTH, HEIGHT);
	atEnd(() => browser.close());
	browser.page.setDefaultTimeout(PATIENCE);
	await browser.context.addInitScript(POINTER);
	// What moves by itself makes pictures without end.
	await browser.page.emulateMedia({ reducedMotion: 'reduce' });
	await warmUp(browser.page, url);
	const screencast = await Screencast.start(browser);
	await play(browser.page);
	await screencast.save(path, SHOWN_WIDTH);
	tell(`${path}: ${Math.round(statSync(path).size / 1000)} kB`);
	return 0;
});

/** What n8n does for the first time takes longer. */
async function warmUp(page: Page, url: string): Promise<void> {
	await page.goto(url);
	const visitor = new Visitor(page);
	await visitor.writeAsCustomer('Hello');
	await visitor.threadWith('Hello! Ask me').waitFor();
	await page.getByRole('button', { name: 'New customer' }).click();
	await page.getByLabel('Your name').fill('Grace Lee');
}

async function play(page: Page): Promise<void> {
	const visitor = new Visitor(page);
	const asCustomer = async (text: string) => {
		const field = page.getByLabel('Message as the customer');
		await field.click();
		await field.pressSequentially(text, TYPING);
		await field.press('Enter');
	};
	const customerSees = async (text: string) =>
		await page.locator('#customer .words', { hasText: text }).waitFor();
	await page.waitForTimeout(600);
	await asCustomer('When will my chair arrive?');
	await customerSees('Delivery takes three days.');
	await page.waitForTimeout(900);
	await asCustomer('I want to talk to a person');
	const thread = visitor.threadWith('When will my chair arrive?');
	await thread.locator('.words', { hasText: 'Open again' }).waitFor();
	await page.waitForTimeout(900);

	const reply = 'Alice here: it is on the van, today by five.';
	await thread.locator('textarea').click();
	await thread.locator('textarea').pressSequentially(reply, TYPING);
	await thread.getByRole('button', { name: 'Reply' }).click();
	await customerSees('Alice here');
	await thread.locator('.reactions').waitFor();
	await page.waitForTimeout(1200);

	await page.getByRole('button', { name: 'Resolve' }).click();
	await thread.locator('.words', { hasText: 'Resolved' }).waitFor();
	await page.waitForTimeout(1000);

	await page.getByRole('button', { name: 'Run Approval with buttons in Twake' }).click();
	const question = visitor.threadWith('May we order ten keyboards');
	await question.waitFor();
	await page.waitForTimeout(1000);
	await question.getByRole('button', { name: 'Approve' }).click();
	await question.locator('.block-context').waitFor();
	await page.waitForTimeout(1500);
}
