import type { ChatwootSandbox } from '../../../sandbox/chatwoot';
import { byId, demo } from '../../Chatwoot/chatwoot';
import { CARLA, clientRun, HMAC_TOKEN } from '../../Chatwoot/client';
import { chatwootDesk } from '../chatwoot/desk';
import type { Desk } from '../write-case';
import { addSurvey, clientCases } from './cases';

/** POST requests that have no further effect when they are sent again. */
const HARMLESS = /\/(contacts|toggle_typing|update_last_seen)$/;

const customer = { sourceId: CARLA };
const here = { ...customer, conversation: byId(demo.conversation) };

export const clientDesk: Desk<ChatwootSandbox> = {
	...chatwootDesk,
	name: 'Chatwoot/client',
	cases: clientCases,
	readers: [
		{ resource: 'contact', operation: 'get', parameters: customer },
		{ resource: 'conversation', operation: 'get', parameters: here },
		{ resource: 'conversation', operation: 'getMany', parameters: customer },
		{ resource: 'csat', operation: 'get', parameters: here, prepare: addSurvey },
		{ resource: 'inbox', operation: 'get', parameters: {} },
		{ resource: 'message', operation: 'getMany', parameters: here },
	],
	left: {},
	secrets: [HMAC_TOKEN, ...chatwootDesk.secrets],
	run: (world, baseUrl, parameters) =>
		clientRun(world, { parameters, credential: { baseUrl, hmacToken: HMAC_TOKEN } }),
	isHarmless: (path) => HARMLESS.test(path),
};
