import type { IDataObject } from 'n8n-workflow';
import { inside, listOf, record } from '../../shared/answers';
import { bodyOf } from '../../shared/request';
import type { Result } from '../../shared/request';
import type { AccountPlace } from './account-part';
import { RecordsApi } from './records';

/** An app that the account has connected (chatwoot.md §9). */
export interface Integration extends IDataObject {
	id: number;
	app_id: string;
	/** Whether it is switched on. */
	status: boolean;
	inbox: { id: number; name: string } | null;
	hook_type: 'account' | 'inbox';
	/** Without those that only the server needs to know, such as keys. */
	settings: IDataObject;
}

/** What an app wants to be told, as JSON Schema. */
export interface SettingsSchema {
	properties: Record<string, { type?: string }>;
	required?: string[];
}

/** An app that the server can connect. Only administrators see more than its texts. */
export interface IntegrationApp extends IDataObject {
	/** A word: `dialogflow`. */
	id: string;
	name: string;
	description: string;
	enabled: boolean;
	hooks: Integration[];
	hook_type?: Integration['hook_type'];
	settings_json_schema?: SettingsSchema & IDataObject;
}

const apps = inside('payload', listOf<IntegrationApp>(record));

/** The apps that an account has connected; the server lists them under each app (chatwoot.md §9). */
export class IntegrationsApi extends RecordsApi<Integration> {
	private offered?: Promise<Result<IntegrationApp[]>>;

	constructor(place: AccountPlace) {
		super(place, {
			noun: 'integration',
			path: 'integrations/hooks',
			bodyKey: 'hook',
			isOnlyListed: true,
			hint: 'Most often the settings are not those of the app, or the account has connected it already.',
		});
	}

	async apps(): Promise<IntegrationApp[]> {
		return bodyOf(await this.attemptApps());
	}

	protected override async ask(): Promise<Result<Integration[]>> {
		const result = await this.attemptApps();
		return 'error' in result ? result : { body: result.body.flatMap(({ hooks }) => hooks) };
	}

	protected override forget(): void {
		super.forget();
		this.offered = undefined;
	}

	/** In requests the state is a word, in answers true or false (chatwoot.md [798]). */
	protected override wrapped({ enabled, ...fields }: IDataObject): IDataObject {
		const status = enabled === undefined ? {} : { status: enabled ? 'enabled' : 'disabled' };
		return super.wrapped({ ...fields, ...status });
	}

	private async attemptApps(): Promise<Result<IntegrationApp[]>> {
		const path = `${this.account}/integrations/apps`;
		this.offered ??= this.requester.attempt({ method: 'GET', path, answer: apps });
		const result = await this.offered;
		if ('error' in result) this.offered = undefined;
		return result;
	}
}
