import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import type { RequestContext } from './request-types';
import type { ConnectionError } from './retry';

/** The errors of n8n's plain helper, which have the shape of axios's. */
export type HttpError = Error &
	ConnectionError & { response?: { status: number; headers?: IDataObject; data: unknown } };

/**
 * Watches the login that a request may need first. n8n runs the credential's login with the helpers
 * of the context, and its failure looks the same as a failure of the request itself (n8n.md §9).
 */
export class LoginWatch {
	/** The last login; without `failure` it succeeded or is still running. */
	login?: { url: string; failure?: HttpError };

	/** The context with watched helpers and another abort signal. */
	over(context: RequestContext, signal: AbortSignal): RequestContext {
		const helpers = Object.create(context.helpers, {
			httpRequest: {
				value: async (options: IHttpRequestOptions): Promise<unknown> =>
					await this.logIn(options, context.helpers.httpRequest(options)),
			},
		}) as RequestContext['helpers'];
		return Object.create(context, {
			helpers: { value: helpers },
			// n8n's helper asks its context for the signal and ignores the one in the options.
			getExecutionCancelSignal: { value: () => signal },
		}) as RequestContext;
	}

	private async logIn({ url }: IHttpRequestOptions, answer: Promise<unknown>): Promise<unknown> {
		this.login = { url };
		answer.catch((failure: HttpError) => {
			this.login = { url, failure };
		});
		return await answer;
	}
}
