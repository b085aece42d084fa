import type { ChatwootSandbox } from '../../../sandbox/chatwoot';
import { PLATFORM_TOKEN, platformRun } from '../../Chatwoot/platform';
import { chatwootDesk } from '../chatwoot/desk';
import type { Desk } from '../write-case';
import { platformCases, platformReaders } from './cases';

export const platformDesk: Desk<ChatwootSandbox> = {
	...chatwootDesk,
	name: 'Chatwoot/platform',
	cases: platformCases,
	readers: platformReaders,
	left: {},
	secrets: [PLATFORM_TOKEN, ...chatwootDesk.secrets],
	run: (world, baseUrl, parameters) => platformRun(world, { parameters, credential: { baseUrl } }),
	// A member who is added again stays one.
	isHarmless: (path) => path.endsWith('/account_users'),
};
