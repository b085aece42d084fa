import type { IDataObject } from 'n8n-workflow';
import type { Requester } from '../../shared/request';
import { done, resource } from './answers';
import { ME_PATH } from './problems';

export interface Application extends IDataObject {
	id: string;
	/** The company that owns the application; it may be installed in others. */
	company_id: string;
	identity: { code: string; name: string };
}

/** The application of the credential (twake.md §2, twake.md §10). */
export class ApplicationApi {
	private self?: Promise<Application>;

	constructor(private readonly requester: Requester) {}

	/**
	 * The application itself, requested once per execution. The answer contains the private key, so
	 * it must never be output.
	 */
	async me(): Promise<Application> {
		this.self ??= this.ask();
		return await this.self;
	}

	/** Where Twake sends the events of the application; '' for nowhere. */
	async hooksUrl(): Promise<string> {
		const { api } = await this.me();
		return String((api as { hooks_url?: unknown } | undefined)?.hooks_url ?? '');
	}

	/** Fills in the company that owns the application if a place has none. */
	async withCompany<Place>(place: Place): Promise<Place> {
		const hasCompany = (place as { company?: string } | undefined)?.company !== '';
		return hasCompany ? place : { ...place, company: (await this.me()).company_id };
	}

	/** Opens a popup with blocks in a user's client, or closes it when there is no form (twake.md §10). */
	async configure(user: string, connection: string, form?: IDataObject[]): Promise<void> {
		await this.requester.send({
			answer: done,
			method: 'POST',
			path: '/api/console/v1/configure',
			body: { user_id: user, connection_id: connection, form: form ?? null },
		});
	}

	private async ask(): Promise<Application> {
		const result = await this.requester.attempt<Application>({
			answer: resource,
			method: 'GET',
			path: ME_PATH,
		});
		if ('body' in result) return result.body;
		this.self = undefined;
		throw result.error;
	}
}
