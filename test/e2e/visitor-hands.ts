import type { Locator, Page } from './playwright';

/** More than there are things on the page that take the focus. */
const MOST_TABS = 200;

/** What a visitor does on the demo's page, and what they see. */
export class Visitor {
	constructor(private readonly page: Page) {}

	async writeAsCustomer(text: string): Promise<void> {
		const field = this.page.getByLabel('Message as the customer');
		await field.fill(text);
		await field.press('Enter');
	}

	async writeAsAgent(text: string, isNote: boolean): Promise<void> {
		if (isNote) await this.page.getByLabel('private note').click();
		await this.page.getByLabel('Message as the agent').fill(text);
		await this.page.locator('#inbox').getByRole('button', { name: 'Send' }).click();
	}

	async reply(thread: Locator, text: string): Promise<void> {
		await thread.locator('textarea').fill(text);
		await thread.getByRole('button', { name: 'Reply' }).click();
	}

	/** In the chat of the team that is shown. */
	threadWith(text: string): Locator {
		return this.page.locator('#team .side:not([hidden]) .thread', { hasText: text });
	}

	async turnTo(chat: string): Promise<void> {
		await this.page.locator('#team .tabs').getByRole('button', { name: chat }).click();
	}

	async customerReads(): Promise<string[]> {
		return await this.page.locator('#customer .words').allInnerTexts();
	}

	async agentReads(): Promise<string[]> {
		return await this.page.locator('#inbox .words').allInnerTexts();
	}

	/** How the newest run of a workflow stands. */
	async statusOf(workflow: string): Promise<string> {
		const runs = this.page.locator('#runs .run', { hasText: workflow });
		return (await runs.locator('.how').allInnerTexts()).at(0) ?? 'none';
	}

	async sidesShown(): Promise<string[]> {
		return await this.page.evaluate(
			"[...document.querySelectorAll('section')].filter((each) => each.offsetParent).map(({ id }) => id)",
		);
	}

	/** Goes to a button by the tab key alone and presses it; returns whether it can be reached. */
	async pressByKeyboard(name: string): Promise<boolean> {
		const focused = `(({ activeElement: it }) => it.ariaLabel ?? it.innerText)(document)`;
		for (let tabs = 0; tabs < MOST_TABS; tabs++) {
			await this.page.keyboard.press('Tab');
			if ((await this.page.evaluate(focused)) !== name) continue;
			await this.page.keyboard.press('Enter');
			return true;
		}
		return false;
	}
}
