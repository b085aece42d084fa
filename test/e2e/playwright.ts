import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installTool, Problem } from '../../tools/n8n';

/** The part of playwright-core that the drivers use; the package itself is not ours to ship. */
export interface Playwright {
	chromium: { launchPersistentContext(folder: string, options: object): Promise<BrowserContext> };
}

export interface BrowserContext {
	request: {
		post(url: string, options: object): Promise<{ ok(): boolean; status(): number }>;
	};
	addInitScript(script: string): Promise<void>;
	pages(): Page[];
	waitForEvent(event: 'page'): Promise<Page>;
	newCDPSession(page: Page): Promise<Debugger>;
	close(): Promise<void>;
}

export interface Page {
	keyboard: { press(key: string): Promise<void> };
	setDefaultTimeout(milliseconds: number): void;
	goto(url: string): Promise<unknown>;
	url(): string;
	on(event: 'console', listener: (message: ConsoleMessage) => void): void;
	on(event: 'pageerror', listener: (error: Error) => void): void;
	emulateMedia(media: { colorScheme?: 'light' | 'dark'; reducedMotion?: 'reduce' }): Promise<void>;
	setViewportSize(size: { width: number; height: number }): Promise<void>;
	evaluate<T>(expression: string): Promise<T>;
	getByRole(role: string, options: { name: string | RegExp }): Locator;
	getByLabel(label: string | RegExp): Locator;
	locator(selector: string, options?: { hasText?: string | RegExp }): Locator;
	screenshot(options: { path: string }): Promise<unknown>;
	waitForTimeout(milliseconds: number): Promise<void>;
}

/** Chromium's own protocol. */
export interface Debugger {
	send(method: string, parameters?: object): Promise<unknown>;
	on(event: string, listener: (parameters: never) => void): void;
}

export interface ConsoleMessage {
	type(): string;
	text(): string;
}

export interface Locator {
	getByRole(role: string, options: { name: string | RegExp }): Locator;
	allInnerTexts(): Promise<string[]>;
	press(key: string): Promise<void>;
	pressSequentially(text: string, options?: { delay: number }): Promise<void>;
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

async function loadPlaywright(): Promise<Playwright> {
	const loaded: unknown = await import(await installTool('playwright-core', version));
	return (loaded as { default?: Playwright }).default ?? (loaded as Playwright);
}

/** The Chromium of this machine, installed if Debian has it: playwright's own download is not used. */
function chromiumPath(): string {
	const find = () => [process.env.CHROMIUM, ...browsers].find((name) => name && existsSync(name));
	const path = find() ?? (installChromium() && find());
	if (path) return path;
	throw new Problem(
		'Chromium was not found: install it (Debian: apt-get install chromium) or name it in CHROMIUM.',
	);
}

function installChromium(): boolean {
	if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
	console.log('Installing Chromium by apt-get');
	const asked = (...words: string[]) =>
		spawnSync('apt-get', words, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0;
	return asked('-q', 'update') && asked('-qy', 'install', '--no-install-recommends', 'chromium');
}

const flags = [
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** A browser of its own, with nothing stored. */
export interface Browser {
	context: BrowserContext;
	page: Page;
	close(): Promise<void>;
}

export async function openBrowser(width = 1440, height = 900): Promise<Browser> {
	const profile = mkdtempSync(join(tmpdir(), 'browser-'));
	const { chromium } = await loadPlaywright();
	const context = await chromium.launchPersistentContext(profile, {
		executablePath: chromiumPath(),
		headless: true,
		viewport: { width, height },
		args: process.getuid?.() === 0 ? ['--no-sandbox', ...flags] : flags,
	});
	const [page] = context.pages();
	return {
		context,
		page,
		close: async () => {
			await context.close();
			rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
		},
	};
}
