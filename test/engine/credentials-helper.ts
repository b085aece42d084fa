import { ICredentialsHelper, NodeHelpers } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentials,
	ICredentialType,
	IDataObject,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
} from 'n8n-workflow';

/** One credential in memory, with n8n's rules for credentials that log in. */
export class MemoryCredentials extends ICredentialsHelper {
	/** How often the credential logged in. */
	logins = 0;

	constructor(
		private readonly type: ICredentialType,
		readonly data: ICredentialDataDecryptedObject,
	) {
		super();
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	getCredentialsProperties() {
		return this.type.properties;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_type: string,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.type;
		// Like n8n: what has nothing to add leaves a request as it is.
		if (authenticate === undefined) return options;
		if (typeof authenticate !== 'function') throw new Error('authenticate should be a function');
		return await authenticate(credentials, options);
	}

	/** Like n8n: logs in when the expirable property is empty or the server said 401. */
	async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		_type: string,
		node: INode,
		expired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const token = this.type.properties.find(
			({ type, typeOptions }) => type === 'hidden' && typeOptions?.expirable === true,
		);
		if (!token || !this.type.preAuthentication) return undefined;
		if (credentials[token.name] !== '' && !expired) return undefined;
		this.logins++;
		const output: IDataObject = await this.type.preAuthentication.call(helpers, credentials);
		if (output[token.name] === undefined || !node.credentials) return undefined;
		Object.assign(this.data, output);
		return Object.assign(credentials, output) as ICredentialDataDecryptedObject;
	}

	async runPreAuthentication(): Promise<ICredentialDataDecryptedObject | undefined> {
		return undefined;
	}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('There is no database here');
	}

	async getDecrypted(): Promise<ICredentialDataDecryptedObject> {
		const node = { typeVersion: 1 };
		const defaults = NodeHelpers.getNodeParameters(
			this.type.properties,
			this.data as never,
			true,
			false,
			node,
			null,
		);
		return { ...(defaults as ICredentialDataDecryptedObject) };
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(): Promise<void> {}
}

/** Several credentials in memory, of different types. */
export class CredentialsByType extends ICredentialsHelper {
	constructor(private readonly stored: Record<string, MemoryCredentials>) {
		super();
	}

	getParentTypes(): string[] {
		return [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	getCredentialsProperties(type: string) {
		return this.stored[type].getCredentialsProperties();
	}

	async authenticate(...given: Parameters<MemoryCredentials['authenticate']>) {
		return await this.stored[given[1]].authenticate(...given);
	}

	async preAuthentication(...given: Parameters<MemoryCredentials['preAuthentication']>) {
		return await this.stored[given[2]].preAuthentication(...given);
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(): Promise<ICredentials> {
		throw new Error('There is no database here');
	}

	async getDecrypted(_data: unknown, _credentials: unknown, type: string) {
		return await this.stored[type].getDecrypted();
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(): Promise<void> {}
}
