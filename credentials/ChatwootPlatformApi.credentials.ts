import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { tokenHeader } from '../nodes/Chatwoot/api/token';

/** A platform app of a Chatwoot server, known by its access token. */
export class ChatwootPlatformApi implements ICredentialType {
	name = 'chatwootPlatformApi';

	displayName = 'Chatwoot Platform API';

	icon = { light: 'file:chatwoot.svg', dark: 'file:chatwoot.dark.svg' } as const;

	documentationUrl =
		'https://n8n-nodes-twake-chatwoot.invalid/blob/HEAD/docs/credentials.md#chatwoot-platform-api';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://chat.example.com',
			description:
				'The address at which people open Chatwoot in their browser, without anything after it. Only servers of your own have platform apps.',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'In the super admin console of the server, at /super_admin: Platform Apps. Tokens of users and agent bots do not work here.',
		},
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'ignoreSslIssues',
			type: 'boolean',
			default: false,
			description:
				'Whether to connect to this server even if its certificate cannot be validated, as with one that is self-signed. Safer is to start n8n with NODE_EXTRA_CA_CERTS, a file with the certificate.',
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
