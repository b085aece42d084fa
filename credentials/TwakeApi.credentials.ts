import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';
import { authenticate, logIn } from '../nodes/Twake/api/login';

/** An application of Twake: it logs in with its ID and private key and gets a token for an hour. */
export class TwakeApi implements ICredentialType {
	name = 'twakeApi';

	displayName = 'Twake API';

	icon = { light: 'file:twake.svg', dark: 'file:twake.dark.svg' } as const;

	documentationUrl =
		'https://n8n-nodes-twake-chatwoot.invalid/blob/HEAD/docs/credentials.md#twake-api';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://web.twake.app',
			description: 'The address at which people open Twake in their browser',
		},
		{
			displayName: 'Application ID',
			name: 'applicationId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. b0081e40-e498-11f1-9f9d-e1c5c54de2fd',
			description:
				'In Twake: Company settings > Applications > your application > API. Also called public ID.',
		},
		{
			displayName: 'Private Key',
			name: 'privateKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'Shown below the application ID. Keep it secret: whoever has it is the application.',
		},
		{
			displayName: 'Public Address',
			name: 'publicAddress',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://chat.example.com',
			description:
				'Where people open Twake in their browser, if n8n reaches it at another address, for example inside of a network. Only for addresses that you paste and that are put out; nothing is ever sent there.',
		},
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'ignoreSslIssues',
			type: 'boolean',
			default: false,
			description:
				'Whether to connect to this server even if its certificate cannot be validated, as with one that is self-signed. Safer is to start n8n with NODE_EXTRA_CA_CERTS, a file with the certificate.',
		},
		{
			displayName: 'API Generation',
			name: 'apiGeneration',
			type: 'options',
			options: [
				{
					name: 'Application API',
					value: 'application',
					description: 'Twake since 2022',
				},
				{
					name: 'Legacy',
					value: 'legacy',
					description: 'Servers from before 2022 that only know /api/v1',
				},
			],
			default: 'application',
			description: 'Which of its two APIs your Twake server offers',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
	];

	authenticate: IAuthenticate = authenticate;

	async preAuthentication(
		this: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
	): Promise<IDataObject> {
		return await logIn(this, credentials);
	}
}
