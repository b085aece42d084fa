// `npm run dev`: both chats in memory and a real n8n whose editor shows what you save a moment later.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runToEnd } from '../demo/end';
import { addresses, openHouse } from '../demo/house';
import { tell } from '../demo/report';
import { Problem } from '../n8n';
import { tryOut } from './try-out';
import { watchedNodes } from './watched-nodes';

const root = resolve(__dirname, '..', '..');

runToEnd(async (atEnd, isEnding) => {
	const { values } = parseArgs({ options: { once: { type: 'boolean', default: false } } });
	if (values.once) return await tryOut(root, atEnd);
	const house = await openHouse(atEnd, watchedNodes(root));
	console.log(addresses(house));
	tell('Watching nodes/ and credentials/: save, and the editor has it.');
	await house.n8n.ended;
	if (isEnding()) return 0;
	throw new Problem('n8n ended by itself.');
});
