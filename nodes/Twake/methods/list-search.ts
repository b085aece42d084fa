import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { narrowed } from '../../shared/locator';
import { interactive, Requester } from '../../shared/request';
import { TwakeApi } from '../api';
import { parseAddress, parseId } from '../api/ids';
import { twakeService } from '../api/service';

/** Channels in one page of the picker. */
const PAGE = 100;

/** The channels of the chosen workspace, page by page; Twake has no search, so pages are narrowed here. */
export async function searchChannels(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const company = chosen(this, 'company');
	const workspace = chosen(this, 'workspace');
	const requester = await Requester.open(this, twakeService, interactive);
	const page = { limit: PAGE, token: paginationToken };
	const { channels, next } = await new TwakeApi(requester).channels.list(company, workspace, page);
	const items = channels.map(({ id, name, icon, visibility }) => ({
		name: `${icon ? `${icon} ` : ''}${name}${visibility === 'private' ? ' (private)' : ''}`,
		value: id,
	}));
	return { ...narrowed(items, filter), paginationToken: next };
}

function chosen(context: ILoadOptionsFunctions, name: 'company' | 'workspace'): string {
	const parameter = context.getCurrentNodeParameter(name) as { value?: unknown } | undefined;
	const text = String(parameter?.value ?? '');
	const id = parseAddress(text)?.[name] ?? parseId(text);
	if (id !== undefined) return id;
	const label = name === 'company' ? 'Company' : 'Workspace';
	throw new NodeOperationError(context.getNode(), `Fill in ${label} first to see its channels`, {
		description: 'Enter its ID or paste its address. It cannot be an expression here.',
	});
}
