import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestMethods,
	ILoadOptionsFunctions,
	ISupplyDataFunctions,
	ITriggerFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import type { Problem } from './errors';
import type { FilePart, MultipartForm } from './multipart';

export type QueryValue = string | number | boolean | undefined;

export interface ApiRequest {
	method: Extract<IHttpRequestMethods, 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'>;
	/** Begins with a slash, is appended to the base URL; ids in it are checked or encoded. */
	path: string;
	/** Undefined values are left out; lists become `name[]=a&name[]=b`. */
	query?: Record<string, QueryValue | Array<string | number>>;
	body?: IDataObject;
	/** Instead of `body`: builds the form anew for every attempt. */
	form?: () => MultipartForm;
	/** Instead of `body`: a file as it is; it is read anew for every attempt. */
	file?: FilePart;
	/** A POST that only reads (a search, a filter) and may be sent again like a GET. */
	reads?: boolean;
	/** A POST that does nothing more when it is sent again. */
	isRepeatable?: boolean;
	/** What a refusal most likely means, for services that give no reason. */
	hint?: string;
	/** The answer is a file: its body comes as a stream, unless it is an error. */
	isDownload?: boolean;
}

/** Whether a request is meant to change something. */
export function changes({ method, reads }: ApiRequest): boolean {
	return method !== 'GET' && reads !== true;
}

/** Whether a credential accepts certificates that nobody vouches for. */
export function ignoresSslIssues({ ignoreSslIssues }: ICredentialDataDecryptedObject): boolean {
	return ignoreSslIssues === true;
}

export interface ApiResponse {
	status: number;
	headers: IDataObject;
	/** Parsed JSON, or text when the answer was no JSON. */
	body: unknown;
	/** The address that was asked. */
	url?: string;
}

/** What `request` needs to know about a service. */
export interface Service {
	/** As people call it, for error texts. */
	name: string;
	credential: string;
	/** The base URL in a credential without trailing slash, or undefined when it is no web address. */
	baseUrl(credentials: Partial<ICredentialDataDecryptedObject>): string | undefined;
	/** Where people open the service, likewise. */
	publicUrl(credentials: Partial<ICredentialDataDecryptedObject>): string | undefined;
	/** The values in a credential that nobody may read. */
	secretsIn(credentials: ICredentialDataDecryptedObject): unknown[];
	/** Tells a failure from a success: undefined means success. */
	problemIn(response: ApiResponse, request: ApiRequest): Problem | undefined;
	/** How long a limit lasts when no header of the answer says it, in ms. */
	limitLasts(attempt: number, answer?: ApiResponse): number;
	/** The hidden field in which a credential that logs in keeps its token; false when it does not. */
	logsIn: { token: string } | false;
}

/** Where requests are made from: executions, pickers, hooks, deliveries and triggers that ask. */
export type RequestContext = (
	| IExecuteFunctions
	| ISupplyDataFunctions
	| ILoadOptionsFunctions
	| IHookFunctions
	| IWebhookFunctions
	| ITriggerFunctions
) & {
	getExecutionCancelSignal?(): AbortSignal | undefined;
};

export interface RequestLimits {
	maxWaitMs: number;
	timeoutMs: number;
}

/** Node's readable stream, under the name that n8n's helpers give it. */
export type FileStream = Awaited<ReturnType<IExecuteFunctions['helpers']['getBinaryStream']>>;
