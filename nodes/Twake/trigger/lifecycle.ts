import { NodeOperationError } from 'n8n-workflow';
import type { IHookFunctions } from 'n8n-workflow';
import { resumeMark } from '../../shared/catching-up/mark';
import { interactive, Requester } from '../../shared/request';
import { ApplicationApi } from '../api/application';
import { enteredIn } from '../api/login';
import { twakeService } from '../api/service';
import { checkParameters } from './check';
import { memories } from './memory';
import { TriggerParameters } from './parameters';

/**
 * Twake has no call to register an address: its administrator enters one per application. So
 * nothing can be created or deleted here, only checked (twake.md §2: the application knows its
 * hooks_url).
 */
export async function isHookSet(context: IHookFunctions): Promise<boolean> {
	if (context.getMode() !== 'manual') resumeMark(context.getWorkflowStaticData('node'));
	const param = new TriggerParameters(context);
	const credentials = enteredIn(await context.getCredentials(twakeService.credential));
	const { baseUrl, publicUrl = baseUrl } = credentials;
	checkParameters(param, baseUrl && publicUrl ? { baseUrl, publicUrl } : undefined);
	const isChecked = param.optionalBoolean('options.checkHooksUrl') ?? true;
	return (
		!isChecked ||
		comparableAddress(await hooksUrl(context)) ===
			comparableAddress(context.getNodeWebhookUrl('default'))
	);
}

/** Called when another address is entered: says which, and the way out. */
export async function explainHook(context: IHookFunctions): Promise<boolean> {
	const wanted = context.getNodeWebhookUrl('default') ?? '';
	const current = withoutLogin(await hooksUrl(context)) || 'no address';
	const duringTest = context.getMode() === 'manual' ? ', for as long as the test takes' : '';
	throw new NodeOperationError(
		context.getNode(),
		`Twake sends the events of the application to ${current}, not to this node`,
		{
			description: `Enter ${wanted} as Hooks URL of the application in Twake${duringTest}. If the events come here by way of a proxy, switch off Options > Check Hooks URL.`,
		},
	);
}

/** Called when the workflow is unpublished. */
export function forgetHook(context: IHookFunctions): boolean {
	if (context.getMode() !== 'manual') {
		memories.of(context).end(context.getWorkflowStaticData('node'));
		memories.end(context);
	}
	return true;
}

async function hooksUrl(context: IHookFunctions): Promise<string> {
	if (enteredIn(await context.getCredentials(twakeService.credential)).isLegacy) {
		const message = 'The legacy API does not tell where Twake sends the events of the application';
		throw new NodeOperationError(context.getNode(), message, {
			description:
				'Set API Generation to "Application API" in the credential. For a server that has none, switch off Options > Check Hooks URL.',
		});
	}
	const requester = await Requester.open(context, twakeService, interactive);
	return await new ApplicationApi(requester).hooksUrl();
}

/** An address without the parts that may differ: login, query and trailing slash. */
function comparableAddress(address: string | undefined): string {
	return withoutLogin(address ?? '')
		.replace(/[?#].*$/, '')
		.replace(/\/+$/, '');
}

function withoutLogin(address: string): string {
	return address.replace(/^(https?:\/\/)[^/@]*@/i, '$1');
}
