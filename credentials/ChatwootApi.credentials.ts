import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { tokenHeader } from '../nodes/Chatwoot/api/token';

/** A user (or an agent bot) of Chatwoot, known by its access token. */
export class ChatwootApi implements ICredentialType {
	name = 'chatwootApi';

	displayName = 'Chatwoot API';

	icon = { light: 'file:chatwoot.svg', dark: 'file:chatwoot.dark.svg' } as const;

	documentationUrl =
		'https://n8n-nodes-twake-chatwoot.invalid/blob/HEAD/docs/credentials.md#chatwoot-api';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://app.chatwoot.com',
			required: true,
			description:
				'The address at which people open Chatwoot in their browser, without anything after it',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'In Chatwoot: click your picture > Profile Settings > Access Token, at the bottom of the page. The token of an agent bot works too, for single conversations and for writing messages; what it may not do says so.',
		},
		{
			displayName: 'Public Address',
			name: 'publicAddress',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://chat.example.com',
			description:
				'Where people open Chatwoot in their browser, if n8n reaches it at another address, for example inside of a network. Only for addresses that you paste and that are put out; nothing is ever sent there.',
		},
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'ignoreSslIssues',
			type: 'boolean',
			default: false,
			description:
				'Whether to connect to this server even if its certificate cannot be validated, as with one that is self-signed. It does not count for other servers, such as one that keeps its files. Safer is to start n8n with NODE_EXTRA_CA_CERTS, a file with the certificate.',
		},
	];

	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		request.headers = { ...request.headers, ...tokenHeader(credentials.accessToken) };
		return request;
	};
}
