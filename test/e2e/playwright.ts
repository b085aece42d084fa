import { existsSync } from 'node:fs';
import { installTool, Problem } from '../../tools/n8n';

/** The part of playwright-core that the editor's driver uses; the package itself is not ours to ship. */
export interface Playwright {
	chromium: { launchPersistentContext(folder: string, options: object): Promise<BrowserContext> };
}

export interface BrowserContext {
	request: {
		post(url: string, options: object): Promise<{ ok(): boolean; status(): number }>;
	};
	addInitScript(script: string): Promise<void>;
	pages(): Page[];
	close(): Promise<void>;
}

export interface Page {
	keyboard: { press(key: string): Promise<void> };
	setDefaultTimeout(milliseconds: number): void;
	goto(url: string): Promise<unknown>;
	url(): string;
	locator(selector: string, options?: { hasText?: string | RegExp }): Locator;
	screenshot(options: { path: string }): Promise<unknown>;
	waitForTimeout(milliseconds: number): Promise<void>;
}

export interface Locator {
	locator(selector: string, options?: { hasText?: string | RegExp }): Locator;
	first(): Locator;
	last(): Locator;
	count(): Promise<number>;
	click(): Promise<void>;
	dblclick(): Promise<void>;
	fill(text: string): Promise<void>;
	isVisible(): Promise<boolean>;
	innerText(): Promise<string>;
	waitFor(options?: { state?: 'visible' | 'hidden'; timeout?: number }): Promise<void>;
	screenshot(options: { path: string }): Promise<unknown>;
}

const version = '1.65.1';
const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export async function loadPlaywright(): Promise<Playwright> {
	const loaded: unknown = await import(await installTool('playwright-core', version));
	return (loaded as { default?: Playwright }).default ?? (loaded as Playwright);
}

/** The Chromium of this machine: playwright's own download is not used. */
export function chromiumPath(): string {
	const path = [process.env.CHROMIUM, ...browsers].find((name) => name && existsSync(name));
	if (path) return path;
	throw new Problem(
		'Chromium was not found: install it (Debian: apt-get install chromium) or name it in CHROMIUM.',
	);
}
