import { NodeConnectionTypes } from 'n8n-workflow';
import type { ICredentialType, IDataObject, INodeProperties, INodeType } from 'n8n-workflow';
import { propertiesOf } from '../../nodes/shared/operation';
import type { Operation } from '../../nodes/shared/operation';
import { optionsProperty } from '../../nodes/shared/execution-options';
import { runOperation } from '../../nodes/shared/run';
import type { Integration } from '../../nodes/shared/run';

/** The smallest node built on the shared engine. */
export function tinyNode<Context>(integration: Integration<Context>): INodeType {
	return {
		description: {
			displayName: 'Tiny',
			name: 'tiny',
			group: ['transform'],
			version: 1,
			description: 'Does next to nothing',
			defaults: { name: 'Tiny' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: 'tinyApi', required: true }],
			properties: propertiesOf(integration.resources, optionsProperty),
		},
		async execute() {
			return await runOperation(this, integration, !this.continueOnFail());
		},
	};
}

/** An operation of one line. */
export function tinyOperation<Context>(
	value: string,
	run: Operation<Context>['run'],
	rest: Partial<Operation<Context>> = {},
): Operation<Context> {
	const words = { name: value, action: `${value} a thing`, description: `${value} a thing` };
	return { ...words, value, properties: [], run, ...rest };
}

export const text = (name: string): INodeProperties => {
	return { displayName: name, name, type: 'string', default: '' };
};

/** A credential with a fixed token in a header. */
export const tokenCredential: ICredentialType = {
	name: 'tinyApi',
	displayName: 'Tiny API',
	properties: [text('url'), text('token')],
	async authenticate({ token }, options) {
		return { ...options, headers: { ...options.headers, 'Api-Access-Token': token } };
	},
};

/** A credential that fetches its token from `/login` of the service. */
export const loginCredential: ICredentialType = {
	name: 'tinyApi',
	displayName: 'Tiny API',
	properties: [
		text('url'),
		text('key'),
		{ ...text('token'), type: 'hidden', typeOptions: { expirable: true } },
	],
	async preAuthentication({ url, key }) {
		const answer = (await this.helpers.httpRequest({
			method: 'POST',
			url: `${String(url)}/login`,
			body: { key },
			timeout: 1_000,
		})) as IDataObject;
		if (!answer.token) throw new Error('The login was refused: wrong key');
		return { token: answer.token };
	},
	async authenticate({ token }, options) {
		const Authorization = `Bearer ${String(token)}`;
		return { ...options, headers: { ...options.headers, Authorization } };
	},
};
