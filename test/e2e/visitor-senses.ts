import type { Browser, Page } from './playwright';

/** The least that WCAG 2 (AA) asks of text. */
const LEAST_CONTRAST = 4.5;
/** More than there are things on the page that take the focus. */
const MOST_TABS = 200;

interface AccessibleNode {
	ignored: boolean;
	role?: { value: string };
	name?: { value: string };
	properties?: Array<{ name: string; value: { value?: unknown } }>;
}

/** What takes the focus, but has no name that a screen reader could say, by role. List items are read out whole. */
export async function nameless({ context, page }: Browser): Promise<string[]> {
	const chromium = await context.newCDPSession(page);
	const tree = (await chromium.send('Accessibility.getFullAXTree')) as { nodes: AccessibleNode[] };
	const controls = tree.nodes.filter(
		({ ignored, properties = [] }) =>
			!ignored && properties.some(({ name, value }) => name === 'focusable' && value.value),
	);
	const roles = controls.filter(({ name }) => !name?.value).map(({ role }) => role?.value ?? '');
	return roles.filter((role) => role !== 'listitem');
}

/** The controls that the tab key, pressed until it is through, misses or leaves without a ring. */
export async function missedByTab(page: Page): Promise<string[]> {
	await page.evaluate('document.activeElement.blur(), (window.reached = new Set()), undefined');
	for (let tabs = 0; tabs < MOST_TABS; tabs++) {
		await page.keyboard.press('Tab');
		const isThrough = await page.evaluate<boolean>(`(({ activeElement: it }) => {
			if (it === document.body || reached.has(it)) return true;
			const ringed = it.closest('.picker') ?? it;
			if (getComputedStyle(ringed).outlineStyle === 'solid') reached.add(it);
			return false;
		})(document)`);
		if (isThrough) break;
	}
	return await page.evaluate<string[]>(`[...document.querySelectorAll(
		'button, a[href], input, select, textarea, [tabindex="0"]')]
		.filter((it) => it.offsetParent && !it.disabled && !reached.has(it))
		.map((it) => it.outerHTML)`);
}

/** Texts that do not stand out enough from what is behind them. */
export async function faint(page: Page): Promise<string[]> {
	return await page.evaluate<string[]>(`(() => {
		const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
		const light = (color) => {
			const [r, g, b] = color.map((part) => {
				const share = part / 255;
				return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
			});
			return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
		};
		const behind = (it) => {
			const color = numbers(getComputedStyle(it).backgroundColor);
			return color.at(3) === 0 && it.parentElement ? behind(it.parentElement) : color;
		};
		const isTooClose = (color, it) => {
			const [one, other] = [light(numbers(color)), light(behind(it))];
			return Math.max(one, other) / Math.min(one, other) < ${LEAST_CONTRAST};
		};
		const shown = [...document.querySelectorAll('body *')].filter((it) => it.offsetParent);
		const hasText = (it) => [...it.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
		const texts = shown.filter((it) => hasText(it) && isTooClose(getComputedStyle(it).color, it));
		const hints = shown.filter(
			(it) => it.placeholder && isTooClose(getComputedStyle(it, '::placeholder').color, it),
		);
		return [...texts, ...hints].map((it) => it.outerHTML.slice(0, 200));
	})()`);
}
