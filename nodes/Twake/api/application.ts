import type { IDataObject } from 'n8n-workflow';
import type { Requester } from '../../shared/request';

export interface Application extends IDataObject {
	id: string;
	/** The company that owns the application; it may be installed in others. */
	company_id: string;
	identity: { code: string; name: string };
}

/** The application that the credential belongs to (twake-api.md §2). */
export class ApplicationApi {
	private self?: Promise<Application>;

	constructor(private readonly requester: Requester) {}

	/** Who the credential is, asked once per execution. The answer holds the private key: never put it out. */
	async me(): Promise<Application> {
		this.self ??= this.ask();
		return await this.self;
	}

	private async ask(): Promise<Application> {
		const result = await this.requester.attempt<{ resource: Application }>({
			method: 'GET',
			path: '/api/console/v1/me',
		});
		if ('body' in result) return result.body.resource;
		this.self = undefined;
		throw result.error;
	}
}
