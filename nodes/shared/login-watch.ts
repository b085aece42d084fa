import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import type { RequestContext } from './request-types';
import type { ConnectionError } from './retry';

/** The shape in which n8n's plain helper throws what axios throws. */
export type HttpError = Error &
	ConnectionError & { response?: { status: number; headers?: IDataObject; data: unknown } };

/**
 * Watches the login that one request may need first: n8n has the credential log in by the helpers of
 * the context, and tells of its failure nothing that could be told from one of the request (n8n.md §9).
 */
export class LoginWatch {
	/** The last login, as far as it has come. */
	login?: { url: string; failure?: HttpError };

	/** A context whose helpers are watched, and whose signal is another. */
	over(context: RequestContext, signal: AbortSignal): RequestContext {
		const helpers = Object.create(context.helpers, {
			httpRequest: {
				value: async (options: IHttpRequestOptions): Promise<unknown> =>
					await this.logIn(options, context.helpers.httpRequest(options)),
			},
		}) as RequestContext['helpers'];
		return Object.create(context, {
			helpers: { value: helpers },
			// n8n's helper asks its context for the signal, whatever the options say.
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
