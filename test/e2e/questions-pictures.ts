// The pictures of the README, made by hand: `npx tsx test/e2e/questions-pictures.ts`.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { questionPage } from '../../nodes/shared/asking/page';
import type { Question } from '../../nodes/shared/asking/question';
import { runToEnd } from '../../tools/demo/end';
import { openHouse } from '../../tools/demo/house';
import type { House } from '../../tools/demo/house';
import { repository } from '../../tools/n8n';
import { Editor } from './driver';
import { openBrowser } from './playwright';

const pictureAt = (name: string) => join(repository, 'docs', `${name}.png`);

const QUESTION = 'Your order 4711 is on its way back to us. How may we refund you?';
const CHOICES = ['Bank account', 'Voucher'];
const file = { accept: 'image/*' };
const answer = { isRequired: false, choices: [] };
const asked: Question = {
	id: '',
	text: QUESTION,
	answering: {
		kind: 'form',
		fields: [
			{ ...answer, name: '', label: 'Refund to', type: 'radio', choices: CHOICES },
			{ ...answer, name: '', label: 'Reason', type: 'textarea', isRequired: true },
			{ ...answer, name: '', label: 'Photo of the item', type: 'file', ...file },
		],
	},
};

/** The page on which a question is answered, as a phone shows it. */
async function picturePage(): Promise<void> {
	const { page, close } = await openBrowser(420, 640);
	await page.goto(
		`data:text/html;charset=utf-8,${encodeURIComponent(questionPage(asked, undefined))}`,
	);
	await page.screenshot({ path: pictureAt('question-page') });
	await close();
}

/** The node that asks it, in n8n's editor. */
async function pictureNode({ client, credentials, n8n }: House): Promise<void> {
	const { id, type, name } = credentials[0];
	const ask = {
		id: randomUUID(),
		name: 'Ask the customer',
		type: 'n8n-nodes-twake-chatwoot.chatwoot',
		typeVersion: 1,
		position: [0, 0],
		credentials: { [type]: { id, name } },
		parameters: {
			resource: 'message',
			operation: 'sendAndWait',
			conversation: { __rl: true, mode: 'id', value: '1' },
			ask: 'customer',
			answeredBy: 'link',
			message: QUESTION,
			responseType: 'customForm',
			formFields: {
				values: [
					{ fieldLabel: 'Refund to', fieldType: 'radio', choices: CHOICES.join('\n') },
					{ fieldLabel: 'Reason', fieldType: 'textarea', requiredField: true },
					{ fieldLabel: 'Photo of the item', fieldType: 'file', acceptFileTypes: 'image/*' },
				],
			},
		},
	};
	const workflow = await client.createWorkflow({ name: 'Refund', nodes: [ask], connections: {} });
	const editor = await Editor.open({ base: n8n.url, width: 1280, height: 860 });
	await editor.openWorkflow(workflow.id);
	await editor.openNode(ask.name);
	await editor.picture(
		'[data-test-id="node-parameters"], .node-settings',
		pictureAt('question-node'),
	);
	await editor.close();
}

runToEnd(async (atEnd) => {
	await picturePage();
	await pictureNode(await openHouse(atEnd));
	return 0;
});
