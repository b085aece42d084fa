import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import { TwakeChatApi } from '../../credentials/TwakeChatApi.credentials';
import { TwakeChatTrigger } from '../../nodes/TwakeChat/TwakeChatTrigger.node';
import { demoIds, startMatrix } from '../../sandbox/matrix';
import { startTrigger } from '../engine/long-trigger';
import { plant, text } from '../faults/twake-chat/plant';

/** More through the environment: `STORM_EVENTS=2000 npx jest test/TwakeChat/storm`. */
const EVENTS = Number(process.env.STORM_EVENTS ?? 300);
const RESTARTS = 10;

it('a storm, in which server and n8n start again and again, loses and doubles nothing', async () => {
	const matrix = await startMatrix();
	const run = {
		node: new TwakeChatTrigger(),
		parameters: {},
		credential: new TwakeChatApi(),
		credentialData: { baseUrl: matrix.url, accessToken: demoIds.token },
	};
	/** The executions that n8n has, whatever else it has lost. */
	const known = new Set<string>();
	const heard: string[] = [];
	let stored: IDataObject = {};
	let trigger = await startTrigger(run, { stored, known });
	const kept = () => {
		heard.push(...trigger.runs.splice(0).map((each) => String(each.text)));
		stored = trigger.stored;
	};
	for (let index = 0; index < EVENTS; index++) {
		const room = index % 3 === 0 ? demoIds.team : demoIds.support;
		plant(matrix, text(`event ${index}`), { room });
		const part = Math.ceil(EVENTS / RESTARTS);
		if (index % part === part - 1) {
			if (index % 2 === 0) matrix.restart();
			// n8n dies with what it stored at the last start of an execution.
			kept();
			await trigger.close();
			trigger = await startTrigger(run, { stored, known });
		}
		if (index % 20 === 0) await sleep(5);
	}
	for (const end = Date.now() + 60_000; heard.length < EVENTS && Date.now() < end;) {
		await sleep(50);
		kept();
	}
	await sleep(500);
	kept();
	await trigger.close();
	await matrix.close();

	const expected = Array.from({ length: EVENTS }, (_, index) => `event ${index}`);
	expect([...heard].sort()).toEqual(expected.sort());
}, 120_000);
