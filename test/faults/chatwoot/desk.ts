import { demoWorld, startChatwoot } from '../../../sandbox/chatwoot';
import type { ChatwootSandbox } from '../../../sandbox/chatwoot';
import { byId, chatwootRun, demo } from '../../Chatwoot/chatwoot';
import type { Desk } from '../write-case';
import { campaignCases } from './campaigns';
import { contactCases } from './contacts';
import { conversationCases } from './conversations';
import { helpCenterCases } from './help-center';
import { messageCases } from './messages';
import { enterpriseCases } from './enterprise';
import { integrationCases } from './integrations';
import { whatsAppCases } from './whatsapp';
import { notificationCases } from './notifications';
import { PLANTED_SECRET } from './plant';
import { chatwootReaders } from './readers';
import { recordCases } from './records';

/** POST requests that look something up. */
const LOOKUPS = /\/(filter|search)(\?|$)/;

/** In parts that take about as long as each other, for suites that run side by side. */
export const casesByPart = {
	contacts: [...contactCases, ...messageCases, ...whatsAppCases],
	conversations: [...conversationCases, ...notificationCases],
	records: [
		...recordCases,
		...campaignCases,
		...integrationCases,
		...enterpriseCases,
		...helpCenterCases,
	],
};

export const chatwootDesk: Desk<ChatwootSandbox> = {
	name: 'Chatwoot',
	cases: Object.values(casesByPart).flat(),
	readers: chatwootReaders,
	left: {
		'message > translate':
			'the sandbox has no translation service, so that every run of it is refused; the request changes nothing that is counted',
	},
	secrets: ['ADMIN_TOKEN', 'AGENT_TOKEN', 'BOT_TOKEN', PLANTED_SECRET],
	start: async () => await startChatwoot(),
	reset(world) {
		world.seed(demoWorld);
		world.requests.length = 0;
	},
	snapshot({ state }) {
		const tables = Object.entries(state).flatMap(([name, table]) =>
			typeof table?.all === 'function' ? [[name, table.all()]] : [],
		);
		return JSON.stringify(tables);
	},
	run(world, baseUrl, parameters) {
		const all = { account: byId(demo.account), ...parameters };
		return chatwootRun(world, { parameters: all, credential: { baseUrl } });
	},
	isDone: ({ status }) => status < 300,
	isHarmless: (path) => LOOKUPS.test(path),
	mistakes: ({ mistakes }) => mistakes,
};
