import type { Integration } from '../../shared/run';
import { openTwake } from './context';
import type { TwakeContext } from './context';
import { thread } from './thread';

/** All that the Twake node does. A new resource is one line here. */
export const twakeIntegration: Integration<TwakeContext> = {
	resources: [thread],
	// Twake hands out private keys with applications and quoted messages (twake-api.md §2, §5).
	secretKeys: ['private_key'],
	open: openTwake,
};
