import type { IDataObject } from 'n8n-workflow';
import { objectWith } from '../../../shared/answers';
import { apiCallFields, apiCallFrom } from '../../../shared/api-call';
import { operation } from '../operation/operation';

export const callApi = operation({
	name: 'Call',
	value: 'call',
	action: 'Call API',
	description: 'Send any request to the homeserver, with the token of the credential',
	fields: apiCallFields({
		placeholder: 'e.g. /_matrix/client/v3/account/whoami',
		description:
			'What follows the base URL of the credential; begins with /_matrix/, /_synapse/ or /_twake/. IDs in it have to be encoded, in an expression by encodeURIComponent().',
	}),
	orderKey: () => undefined,
	read: (param) =>
		apiCallFrom(
			param,
			/^\/_(matrix|synapse|twake)\//,
			'It begins with /_matrix/. Query parameters go into Query, and IDs in it are encoded.',
		),
	act: async ({ chat, input: request }) =>
		await chat.requester.send({ ...request, answer: objectWith<IDataObject>() }),
});
