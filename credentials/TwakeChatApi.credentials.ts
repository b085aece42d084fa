import type { IAuthenticate, ICredentialType, INodeProperties } from 'n8n-workflow';
import { authenticate } from '../nodes/TwakeChat/api/token';

/** An account of Twake Chat, or of any other Matrix homeserver, known by its access token. */
export class TwakeChatApi implements ICredentialType {
	name = 'twakeChatApi';

	displayName = 'Twake Chat API';

	icon = { light: 'file:twakeChat.svg', dark: 'file:twakeChat.dark.svg' } as const;

	documentationUrl =
		'https://n8n-nodes-twake-chatwoot.invalid/blob/HEAD/docs/credentials.md#twake-chat-api';

	properties: INodeProperties[] = [
		{
			displayName: 'Homeserver Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://matrix.example.org, or example.org',
			description:
				'The address of the homeserver, which is not that of the web client; or the server name, which is the part after the colon in user IDs. Any Matrix homeserver will do.',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Of the account that the workflows act as, best one of its own. It ends when its device is logged out.',
		},
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'ignoreSslIssues',
			type: 'boolean',
			default: false,
			description:
				'Whether to connect even if the certificate of the server cannot be validated, as with one that is self-signed. Safer is to start n8n with NODE_EXTRA_CA_CERTS, a file with the certificate.',
		},
	];

	authenticate: IAuthenticate = authenticate;
}
