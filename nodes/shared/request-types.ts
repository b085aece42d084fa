import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestMethods,
	ILoadOptionsFunctions,
	IPollFunctions,
	ISupplyDataFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import type { Problem } from './errors';
import type { FilePart, MultipartForm } from './multipart';

export type QueryValue = string | number | boolean | undefined;

export interface ApiRequest {
	method: Extract<IHttpRequestMethods, 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'>;
	/** Begins with a slash and is appended to the base URL; ids in it are checked or encoded. */
	path: string;
	/** Undefined values are left out; lists become `name[]=a&name[]=b`. */
	query?: Record<string, QueryValue | Array<string | number>>;
	body?: IDataObject;
	/** Instead of `body`: builds the form anew for each attempt. */
	form?: () => MultipartForm;
	/** Instead of `body`: a file as it is, read anew for each attempt. */
	file?: FilePart;
	/** A POST that only reads (a search, a filter), so it may be sent again like a GET. */
	reads?: boolean;
	/** A POST that has no further effect when it is sent again. */
	isRepeatable?: boolean;
	/** What a refusal most likely means, for services that give no reason. */
	hint?: string;
	/**
	 * The service has to ask another server, and a 502 in its own form says that this one gave no
	 * answer: what that most likely means.
	 */
	otherServer?: string;
	/** The answer is a file: its body comes as a stream unless it is an error. */
	isDownload?: boolean;
}

/** Whether a request is meant to change something. */
export function changes({ method, reads }: ApiRequest): boolean {
	return method !== 'GET' && reads !== true;
}

/** Whether a credential accepts untrusted certificates. */
export function ignoresSslIssues({ ignoreSslIssues }: ICredentialDataDecryptedObject): boolean {
	return ignoreSslIssues === true;
}

export interface ApiResponse {
	status: number;
	headers: IDataObject;
	/** Parsed JSON, or text when the answer was no JSON. */
	body: unknown;
	/** The address that was requested. */
	url?: string;
}

/** What `Requester` needs to know about a service. */
export interface Service {
	/** The name that people use, for error texts. */
	name: string;
	credential: string;
	/**
	 * The base URL in a credential without trailing slash, or undefined when it is not a web address.
	 */
	baseUrl(credentials: Partial<ICredentialDataDecryptedObject>): string | undefined;
	/** The same for the address at which people open the service. */
	publicUrl(credentials: Partial<ICredentialDataDecryptedObject>): string | undefined;
	/** The secret values in a credential. */
	secretsIn(credentials: ICredentialDataDecryptedObject): unknown[];
	/** Tells a failure from a success: undefined means success. */
	problemIn(response: ApiResponse, request: ApiRequest): Problem | undefined;
	/** How long a limit lasts when the answer has no header that says so, in ms. */
	limitLasts(attempt: number, answer?: ApiResponse): number;
	/** Whether a body is a refusal of the service, not of a proxy; for `otherServer`. */
	isRefusal?(body: unknown): boolean;
	/**
	 * The hidden field in which a credential that logs in keeps its token; false for one that does
	 * not.
	 */
	logsIn: { token: string } | false;
}

/**
 * Where requests come from: executions, pickers, hooks, webhook deliveries and triggers that ask.
 */
export type RequestContext = (
	| IExecuteFunctions
	| ISupplyDataFunctions
	| ILoadOptionsFunctions
	| IHookFunctions
	| IWebhookFunctions
	| ITriggerFunctions
	| IPollFunctions
) & {
	getExecutionCancelSignal?(): AbortSignal | undefined;
};

export interface RequestLimits {
	maxWaitMs: number;
	timeoutMs: number;
}

/** Node's readable stream, as n8n's helpers type it. */
export type FileStream = Awaited<ReturnType<IExecuteFunctions['helpers']['getBinaryStream']>>;
