import type { ChatwootParameters } from '../../../actions/parameters/parameters';
import { name } from '../../../actions/kinds/fields';
import { proofOf } from '../../../api/client/identity';
import type { Proof } from '../../../api/client/identity';
import type { ClientApi } from '../../../api/client';

/** The customer's ID in another system, which the node signs. */
export const identifierField = name('identifier', {
	displayName: 'Identifier',
	name: 'identifier',
	placeholder: 'e.g. customer-1042',
	description:
		'The ID of the customer in your system. With the HMAC Token in the credential the node signs it, which proves to Chatwoot who the customer is; some inboxes demand that.',
});

/** For calls about a known contact, where an identifier is good for nothing but the proof. */
export function proofFrom(
	param: ChatwootParameters,
	path: string,
	{ hmacToken }: ClientApi,
): Proof {
	const identifier = param.trimmed(path);
	if (identifier !== undefined && hmacToken === '') {
		param.refuse(
			path,
			'cannot be signed: the credential has no HMAC Token',
			'Enter the token of the inbox in the credential. If the inbox demands no proof, leave this empty: the identifier of a known contact cannot be changed here.',
		);
	}
	return proofOf(identifier, hmacToken);
}
