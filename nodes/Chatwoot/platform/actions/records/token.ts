import type { IDataObject } from 'n8n-workflow';
import { operation } from '../operation/operation';
import type { Operation } from '../operation/operation';
import { oneOf } from './records';
import type { PlatformKind } from './records';

/**
 * Puts out a secret, under a key that n8n keeps covered where it can (`sensitiveOutputFields`).
 * Everywhere else the token is taken out of the output.
 */
export function getToken<R extends IDataObject & { access_token: string }>(
	kind: PlatformKind<R>,
): Operation {
	const made = operation({
		name: 'Get Access Token',
		value: 'getAccessToken',
		action: `Get access token of ${kind.noun}`,
		description: `Get the access token of ${kind.one}. Secret: it lets anybody act as that ${kind.noun}, and the execution stores it.`,
		on: oneOf(kind),
		isReading: true,
		async act({ api, place: id }) {
			const { access_token: token } = await kind.records(api).get(id);
			return { id, token };
		},
	});
	return { ...made, isStandard: true };
}
