import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Problem } from '../../../shared/errors';
import type { ApiRequest, ApiResponse, Service } from '../../../shared/request';
import type { Secrets } from '../../../shared/secrets';
import { normaliseBaseUrl } from '../address';
import { problemIn } from '../problems';
import { chatwootService, secrets } from '../service';
import { SENT_HASH } from './identity';

const PREFIX = '/public/api/v1';

/** Where Chatwoot shows what the credential needs. */
const CONFIGURATION = 'Settings > Inboxes > the API inbox > Configuration';

/** Chatwoot's Client API as a service for `shared/request` (chatwoot.md §7). */
export const clientService: Service = {
	...chatwootService,
	credential: 'chatwootClientApi',
	publicUrl: ({ baseUrl }) => normaliseBaseUrl(String(baseUrl ?? '')),
	secretsIn: ({ hmacToken }) => [hmacToken, SENT_HASH],
	problemIn: clientProblemIn,
};

/** As in the other APIs, and the proofs that the node makes. */
export const clientSecrets: Secrets = { ...secrets, keys: [...secrets.keys, 'identifier_hash'] };

/** The HMAC token of the inbox in a credential; '' when there is none. */
export function hmacTokenIn({ hmacToken = '' }: ICredentialDataDecryptedObject): string {
	return String(hmacToken).trim();
}

/**
 * The path of the credential's inbox. Undefined when what it holds cannot be an identifier: those
 * are letters and digits.
 */
export function inboxPathIn({
	inboxIdentifier = '',
}: ICredentialDataDecryptedObject): string | undefined {
	const identifier = String(inboxIdentifier).trim();
	return /^[\w-]{1,255}$/.test(identifier) ? `${PREFIX}/inboxes/${identifier}` : undefined;
}

export const noIdentifier: Problem = {
	message:
		'The Inbox Identifier in the Chatwoot Client credential is empty, or holds what no identifier has',
	description: `Copy it from Chatwoot: ${CONFIGURATION}.`,
};

/** Where customers answer the survey of a conversation. */
export function surveyPath(uuid: string): string {
	return `${PREFIX}/csat_survey/${encodeURIComponent(uuid)}`;
}

/** A source ID as a part of a path: a dot would be read as the type of a file (chatwoot.md [529]). */
export function inPath(sourceId: string): string {
	return encodeURIComponent(sourceId).replaceAll('.', '%2E');
}

/** Some failures have another meaning here than in the other APIs of Chatwoot. */
function clientProblemIn(response: ApiResponse, request: ApiRequest): Problem | undefined {
	const problem = problemIn(response, request);
	if (problem?.reason === 'unknownRoute') return { ...problem, ...unknownHere(request) };
	const isOfContact = /\/contacts(\/[^/]+)?$/.test(request.path);
	if (problem?.status === 500 && isOfContact) return { ...problem, description: IDENTITY };
	return problem;
}

/** A refused proof is a crash of the server (chatwoot.md [505, 506]). */
const IDENTITY =
	'Most likely the inbox wants a proof of who the customer is: enter the HMAC Token of the inbox in the credential, and the Identifier of the customer here. If both are there, the token may be that of another inbox.';

const OR_INBOX = 'or the Inbox Identifier in the credential is wrong, which its test tells';

const PARTS = /\/contacts\/([^/]+)(?:\/conversations(?:\/(\d+)(?:\/messages\/(\d+))?)?)?/;

/** This API says about records what the others say about addresses (chatwoot.md §7). */
function unknownHere({ path }: ApiRequest): Pick<Problem, 'message' | 'description' | 'reason'> {
	const parts = PARTS.exec(path);
	const [contact, conversation, message] = [parts?.at(1), parts?.at(2), parts?.at(3)];
	if (path.includes('/csat_survey/')) {
		return {
			message: 'No survey was sent in this conversation',
			description:
				'Chatwoot sends one when a conversation is resolved, if that is switched on in the inbox.',
			reason: 'missing',
		};
	}
	if (contact === undefined) {
		return {
			message: 'Chatwoot has no API inbox with the Inbox Identifier in the credential',
			description: `Copy it again from Chatwoot: ${CONFIGURATION}. Other types of inboxes have no customers here.`,
			reason: 'missing',
		};
	}
	if (conversation === undefined) {
		return {
			message: `Chatwoot did not find the customer ${decodeURIComponent(contact)} in this inbox`,
			description: `No contact of the inbox has this Source ID, ${OR_INBOX}. Contact > Find or Create puts the ID out.`,
			reason: 'missing',
		};
	}
	return {
		message: `Chatwoot did not find ${message === undefined ? '' : `message ${message} in `}conversation ${conversation} of the customer ${decodeURIComponent(contact)}`,
		description: `It does not exist, or it belongs to another customer or inbox. If the customer is unknown too, the Source ID is wrong, ${OR_INBOX}.`,
		reason: 'missing',
	};
}
