// With the extension: `Chatwoot.node` alone would be the JSON file beside it.
import { Chatwoot } from '../../nodes/Chatwoot/Chatwoot.node.js';
import { Twake } from '../../nodes/Twake/Twake.node.js';
import { TwakeChat } from '../../nodes/TwakeChat/TwakeChat.node.js';
import { ChatwootApi } from '../../credentials/ChatwootApi.credentials';
import { TwakeApi } from '../../credentials/TwakeApi.credentials';
import { TwakeChatApi } from '../../credentials/TwakeChatApi.credentials';
import { demoIds } from '../../sandbox/twake';

export { Chatwoot };

export const byId = (value: string | number) => ({ __rl: true, mode: 'id', value: String(value) });

/** The nodes with their credentials, for a server at `baseUrl`. */
export const chatwootAt = (baseUrl: string, accessToken = 'TOKEN') => ({
	node: new Chatwoot(),
	credential: new ChatwootApi(),
	credentialData: { baseUrl, accessToken },
});

export const twakeAt = (baseUrl: string) => ({
	node: new Twake(),
	credential: new TwakeApi(),
	credentialData: {
		baseUrl,
		applicationId: demoIds.application,
		privateKey: demoIds.privateKey,
	},
});

export const twakeChatAt = (baseUrl: string) => ({
	node: new TwakeChat(),
	credential: new TwakeChatApi(),
	credentialData: { baseUrl, accessToken: 'TOKEN' },
});
