import type { Problem } from '../../shared/errors';
import { beforeService, redirected } from '../../shared/foreign-answers';
import type { ApiRequest, ApiResponse, Service } from '../../shared/request';
import { notTwake } from './problems';
import { twakeService } from './service';

/** Twake's API from before 2022 (twake.md §11): Basic auth in every request, no login. */
export const legacyService: Service = {
	...twakeService,
	problemIn: legacyProblemIn,
	logsIn: false,
};

/** The form of every refusal; its HTTP status is 200. */
interface Refusal {
	error?: unknown;
	capabilities?: unknown;
	privileges?: unknown;
}

/** Finds the error in an answer of the legacy API and turns its code into a sentence. */
export function legacyProblemIn(response: ApiResponse, request: ApiRequest): Problem | undefined {
	const { status, body } = response;
	if (status >= 300 && status < 400) return redirected('Twake', response, request.path);
	if (status === 404) return NO_LEGACY_API;
	const refusal = (typeof body === 'object' && body !== null ? body : undefined) as
		Refusal | undefined;
	if (status >= 300) {
		if (refusal?.error === undefined) return beforeService('Twake', response);
		return { message: `Twake refused the request with HTTP ${status}`, status, body: refusal };
	}
	if (!refusal) return notTwake(response, request);
	if (refusal.error === undefined) return undefined;
	return { ...describe(refusal, request), body: refusal };
}

export const NO_LEGACY_API: Problem = {
	message: 'This Twake server has no legacy API',
	description: 'Set API Generation to "Application API" in the Twake credential.',
	status: 404,
	reason: 'otherApi',
};

/** With the equivalent HTTP status, because all of these arrive with 200. */
function describe(refusal: Refusal, { hint }: ApiRequest): Problem {
	const code = String(refusal.error);
	if (code === 'unknown_application_or_bad_private_key') {
		return {
			message: 'Twake does not know this application ID with this private key',
			description: 'Check both in the credential.',
			status: 401,
			reason: 'loginRefused',
			nothingDone: true,
		};
	}
	if (code.startsWith('you_need_to_provide_a_valid_group_id')) {
		return {
			message: 'The application is not installed in this company',
			description: 'Check the company, and in Twake its list of applications.',
			status: 403,
			nothingDone: true,
		};
	}
	if (code.startsWith('you_do_not_have_this_set_of_required')) {
		const missing = [refusal.capabilities, refusal.privileges].flat().filter(Boolean).join(', ');
		return {
			message: `The application lacks rights in this company: ${missing || 'it does not say which'}`,
			description: 'Grant them on the page of the application in Twake.',
			status: 403,
			nothingDone: true,
		};
	}
	if (code.startsWith('unknown error')) {
		return {
			message: 'Twake could not carry out the request and gives no reason',
			description: hint ?? 'One of the IDs may be unknown to Twake.',
			status: 500,
		};
	}
	return {
		message: `Twake refused the request (it says: ${code})`,
		description: hint,
		status: 400,
	};
}
