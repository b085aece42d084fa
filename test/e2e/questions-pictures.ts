// The pictures of the README, made by hand: `npx tsx test/e2e/questions-pictures.ts`.
import { join } from 'node:path';
import { questionPage } from '../../nodes/shared/asking/page';
import type { FormField } from '../../nodes/shared/asking/question';
import { repository } from '../../tools/n8n';
import { openBrowser } from './playwright';

const field = (label: string, type: FormField['type'], more: Partial<FormField> = {}) => ({
	...{ name: label, label, type, isRequired: false, choices: [] },
	...more,
});

const PAGE = questionPage(
	{
		id: '',
		text: 'Your order 4711 is on its way back to us. How may we refund you?',
		answering: {
			kind: 'form',
			fields: [
				field('Refund to', 'radio', { choices: ['Bank account', 'Voucher'] }),
				field('Reason', 'textarea', { isRequired: true }),
				field('Photo of the item', 'file', { accept: 'image/*' }),
			],
		},
	},
	undefined,
);

/** The page on which a question is answered, as a phone shows it. */
async function main(): Promise<void> {
	const { page, close } = await openBrowser(420, 640);
	await page.goto(`data:text/html;charset=utf-8,${encodeURIComponent(PAGE)}`);
	for (const colorScheme of ['light', 'dark'] as const) {
		await page.emulateMedia({ colorScheme });
		await page.screenshot({ path: join(repository, 'docs', `question-${colorScheme}.png`) });
	}
	await close();
}

void main();
