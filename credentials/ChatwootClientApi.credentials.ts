import type { ICredentialType, INodeProperties } from 'n8n-workflow';

/** An API inbox of Chatwoot, as its customers reach it: without anybody's token. */
export class ChatwootClientApi implements ICredentialType {
	name = 'chatwootClientApi';

	displayName = 'Chatwoot Client API';

	icon = { light: 'file:chatwoot.svg', dark: 'file:chatwoot.dark.svg' } as const;

	documentationUrl =
		'https://n8n-nodes-twake-chatwoot.invalid/blob/HEAD/docs/credentials.md#chatwoot-client-api';

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
			displayName: 'Inbox Identifier',
			name: 'inboxIdentifier',
			type: 'string',
			default: '',
			required: true,
			description:
				'In Chatwoot: Settings > Inboxes > an inbox of the type API > Configuration. Other types of inboxes do not work here.',
		},
		{
			displayName: 'HMAC Token',
			name: 'hmacToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only needed if the inbox demands proofs of identity, or if customers shall see their conversations in other inboxes too. It stands beside the identifier. The node signs identifiers with it.',
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
}
