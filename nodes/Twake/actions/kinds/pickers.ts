import { NodeOperationError } from 'n8n-workflow';
import type { ILoadOptionsFunctions, INodeListSearchResult, INodeType } from 'n8n-workflow';
import { interactive, Requester } from '../../../shared/request';
import type { ParameterSource } from '../../../shared/values';
import { TwakeApi } from '../../api';
import { enteredIn } from '../../api/login';
import { twakeService } from '../../api/service';
import { TwakeParameters } from '../operation/parameters';
import type { Kind } from './kind';

type ListSearch = NonNullable<NonNullable<INodeType['methods']>['listSearch']>;

/** The list methods that the editor calls, for all kinds that have one. */
export function pickersOf(kinds: Array<Kind<unknown>>): ListSearch {
	const pickers = kinds.flatMap(({ picker }) => picker ?? []);
	const fields = kinds.map(({ locator }) => locator);
	return Object.fromEntries(
		pickers.map(({ method, list }) => [
			method,
			async function (
				this: ILoadOptionsFunctions,
				filter?: string,
				token?: string,
			): Promise<INodeListSearchResult> {
				const twake = await open(this);
				const { baseUrl, publicUrl } = twake.requester;
				const server = { baseUrl, publicUrl, isLegacy: false };
				const param = new PickerParameters(ofEditor(this), undefined, fields, server);
				return await list({ twake, param, filter, token });
			},
		]),
	);
}

async function open(context: ILoadOptionsFunctions): Promise<TwakeApi> {
	const credentials = await context.getCredentials(twakeService.credential);
	const { isLegacy, applicationId } = enteredIn(credentials);
	if (isLegacy) {
		throw new NodeOperationError(context.getNode(), 'Twake’s legacy API has no lists', {
			description: 'Enter the ID, or paste the address from the browser.',
		});
	}
	return new TwakeApi(await Requester.open(context, twakeService, interactive), applicationId);
}

/** The editor's form as filled in; expressions stay unevaluated. */
function ofEditor(context: ILoadOptionsFunctions): ParameterSource {
	return {
		getNode: () => context.getNode(),
		getTimezone: () => context.getTimezone(),
		getNodeParameter: (path, _item, fallback) => context.getCurrentNodeParameter(path) ?? fallback,
	};
}

/** The parameters that a list needs; a problem with them is shown in place of the list. */
class PickerParameters extends TwakeParameters {
	override refuse(path: string, problem: string, wayOut?: string): never {
		const isExpression = this.locator(path).startsWith('=');
		const isEmpty = this.locator(path) === '';
		if (!isExpression && !isEmpty) return super.refuse(path, problem, wayOut);
		const name = this.displayName(path);
		throw new NodeOperationError(
			this.execution.getNode(),
			isEmpty
				? `Fill in ${name} first to see this list`
				: `${name} is an expression, which this list cannot work out`,
			{
				description:
					'Enter its ID. Or choose "By URL" for the channel and paste its address from the browser: that fills in company and workspace too.',
			},
		);
	}
}
