import { owner, Problem } from '../../tools/n8n';
import { openBrowser } from './playwright';
import type { Browser, Locator, Page } from './playwright';

export interface EditorOptions {
	base: string;
	email?: string;
	password?: string;
	width?: number;
	height?: number;
}

/** A signed-in editor. Every step waits until what it did can be seen. */
export class Editor {
	private constructor(
		private readonly browser: Browser,
		private readonly page: Page,
		private readonly base: string,
	) {}

	static async open(options: EditorOptions): Promise<Editor> {
		const { base, email = owner.email, password = owner.password } = options;
		const browser = await openBrowser(options.width, options.height);
		const { context, page } = browser;
		// A login is bound to the browser id it was made with: n8n.md §3.
		const login = await context.request.post(`${base}/rest/login`, {
			headers: { 'browser-id': 'editor' },
			data: { emailOrLdapLoginId: email, password },
		});
		if (!login.ok()) throw new Error(`n8n refused the login: ${login.status()}.`);
		await context.addInitScript("localStorage.setItem('n8n-browserId', 'editor')");
		page.setDefaultTimeout(30_000);
		return new Editor(browser, page, base);
	}

	async openWorkflow(id?: string): Promise<void> {
		await this.page.goto(`${this.base}/workflow/${id ?? 'new'}`);
		await this.element(id === undefined ? 'canvas-plus-button' : 'canvas-node')
			.first()
			.waitFor();
	}

	/** Many entries are found by an alias, so their names need not have the text. */
	async searchCreator(text: string): Promise<void> {
		await this.page.keyboard.press('n');
		await this.element('node-creator-search-bar').fill(text);
		const [found, nothing] = ['item-iterator-item', 'node-creator-no-results'].map(byTestId);
		await this.page.locator(`${found}, ${nothing}`).first().waitFor();
		await this.page.waitForTimeout(700);
	}

	/** Adds a node by name; with an action, by that entry in the node's list. */
	async addNode(search: string, action?: string): Promise<void> {
		await this.searchCreator(search);
		await this.element('item-iterator-item', search).first().click();
		const panel = this.element('ndv');
		// A community node shows its details first; a node with several actions then lists them.
		const details = this.page.locator('button:visible', { hasText: 'Add to workflow' });
		const actions = this.page.locator('.actions [data-test-id="item-iterator-item"]:visible', {
			hasText: action ?? /./,
		});
		for (let round = 0; !(await panel.isVisible()); round++) {
			if (round > 100) throw new Problem(`n8n does not offer ${action ?? search} to be added.`);
			if (await actions.first().isVisible()) await actions.first().click();
			else if (await details.first().isVisible()) await details.first().click();
			await this.page.waitForTimeout(300);
		}
	}

	async openNode(name: string): Promise<void> {
		await this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
		await this.element('ndv').waitFor();
		await this.page.waitForTimeout(700);
	}

	async closeNode(): Promise<void> {
		await this.element('ndv-close-button').click();
		await this.element('ndv').waitFor({ state: 'hidden' });
	}

	async choose(parameter: string, option: string): Promise<void> {
		await this.parameter(parameter).locator('input').last().click();
		await this.page
			.locator('.el-select-dropdown__item:visible', { hasText: exactly(option) })
			.first()
			.click();
		await this.page.waitForTimeout(300);
	}

	async addOption(name: string): Promise<void> {
		await this.element('collection-parameter').first().locator('input, button').last().click();
		await this.page
			.locator('.el-select-dropdown__item:visible', { hasText: exactly(name) })
			.first()
			.click();
		await this.page.waitForTimeout(300);
	}

	async openList(parameter: string): Promise<void> {
		await this.parameter(parameter).locator(byTestId('rlc-input')).first().click();
		await this.page.waitForTimeout(1500);
	}

	async press(text: string): Promise<void> {
		await this.page.locator('button:visible', { hasText: text }).first().click();
		await this.page.waitForTimeout(500);
	}

	async turnTo(tab: string): Promise<void> {
		await this.page.locator('[data-test-id^="tab-"]', { hasText: tab }).first().click();
		await this.page.waitForTimeout(300);
	}

	/** Runs the open workflow; returns when the canvas no longer shows it running. */
	async run(): Promise<void> {
		await this.page.locator('[data-test-id^="execute-workflow-button"]').last().click();
		await this.element('canvas-node-status-success').first().waitFor();
		await this.element('canvas-node-status-running').first().waitFor({ state: 'hidden' });
	}

	async text(selector: string): Promise<string> {
		return await this.page.locator(selector).first().innerText();
	}

	async wait(milliseconds: number): Promise<void> {
		await this.page.waitForTimeout(milliseconds);
	}

	async screenshot(path: string): Promise<void> {
		await this.page.waitForTimeout(300);
		await this.page.screenshot({ path });
	}

	/** A picture of one element. */
	async picture(selector: string, path: string): Promise<void> {
		await this.page.waitForTimeout(300);
		await this.page.locator(selector).first().screenshot({ path });
	}

	/** Opens any page instead of the editor. */
	async visit(url: string): Promise<void> {
		await this.page.goto(url);
	}

	async close(): Promise<void> {
		await this.browser.close();
	}

	private element(testId: string, hasText?: string): Locator {
		return this.page.locator(byTestId(testId), hasText === undefined ? {} : { hasText });
	}

	private parameter(label: string): Locator {
		return this.page
			.locator('[data-test-id="parameter-item"], .parameter-item', {
				hasText: new RegExp(`^\\s*${escaped(label)}`),
			})
			.first();
	}
}

function byTestId(testId: string): string {
	return `[data-test-id="${testId}"]`;
}

function escaped(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function exactly(text: string): RegExp {
	return new RegExp(`^\\s*${escaped(text)}`);
}
