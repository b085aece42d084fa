import { NodeOperationError } from 'n8n-workflow';
import type { ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { narrowed } from '../../shared/locator';
import { take } from '../../shared/pages';
import { interactive, Requester } from '../../shared/request';
import { TwakeApi } from '../api';
import type { Message } from '../api/content';
import { DIRECT, parseAddress, parseId } from '../api/ids';
import type { Place } from '../api/ids';
import { enteredIn } from '../api/login';
import { twakeService } from '../api/service';

/** Channels in one page of the picker, and threads or messages in the whole of it. */
const PAGE = 100;

/** The channels of the chosen workspace, page by page; Twake has no search, so pages are narrowed here. */
export async function searchChannels(
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const company = chosen(this, 'company');
	const workspace = chosen(this, 'workspace');
	const twake = await open(this);
	const page = { limit: PAGE, token: paginationToken };
	const { channels, next } = await twake.channels.page(company, workspace, page);
	const items = channels.map(({ id, name, icon, visibility }) => ({
		name: `${icon ? `${icon} ` : ''}${name}${visibility === 'private' ? ' (private)' : ''}`,
		value: id,
	}));
	return { ...narrowed(items, filter), paginationToken: next };
}

/** The threads of the chosen channel with the newest activity, searched in their first message. */
export async function searchThreads(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const place = {
		company: chosen(this, 'company'),
		workspace: chosen(this, 'workspace'),
		channel: chosen(this, 'channel'),
	};
	const twake = await open(this);
	return asList(await take(twake.threads.feed(place), PAGE), filter);
}

/** The newest messages of the chosen thread. */
export async function searchMessages(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	const company = chosen(this, 'company');
	const thread = chosen(this, 'thread');
	const twake = await open(this);
	return asList(await take(twake.messages.list(company, thread, 'newest'), PAGE), filter);
}

async function open(context: ILoadOptionsFunctions): Promise<TwakeApi> {
	if (enteredIn(await context.getCredentials(twakeService.credential)).isLegacy) {
		throw new NodeOperationError(context.getNode(), 'Twake’s legacy API has no lists', {
			description: 'Enter the ID, or paste the address from the browser.',
		});
	}
	return new TwakeApi(await Requester.open(context, twakeService, interactive));
}

/** Messages in the order in which they came, the newest first. */
function asList(messages: Message[], filter = ''): INodeListSearchResult {
	const wanted = filter.trim().toLowerCase();
	const results = messages
		.filter(({ text }) => text.toLowerCase().includes(wanted))
		.map(({ id, text, created_at }) => {
			const line = text.replace(/\s+/g, ' ').trim().slice(0, 80) || '(no text)';
			const day = new Date(created_at).toISOString().slice(0, 16).replace('T', ' ');
			return { name: `${line} (${day})`, value: id };
		});
	return { results };
}

const LOCATORS = ['thread', 'channel', 'workspace', 'company'] as const;

/** The id in a locator, or in an address that was pasted into another one. */
function chosen(context: ILoadOptionsFunctions, name: keyof Place): string {
	const textIn = (parameter: string) => {
		const locator = context.getCurrentNodeParameter(parameter) as { value?: unknown } | undefined;
		return String(locator?.value ?? '');
	};
	const text = textIn(name);
	if (name === 'workspace' && text.trim() === DIRECT) return DIRECT;
	const addresses = [name, ...LOCATORS].map((locator) => parseAddress(textIn(locator)));
	const id = parseId(text) ?? addresses.find((address) => address?.[name])?.[name];
	if (id !== undefined) return id;
	const label = name[0].toUpperCase() + name.slice(1);
	throw new NodeOperationError(context.getNode(), `Fill in ${label} first to see this list`, {
		description: 'Enter its ID or paste its address. It cannot be an expression here.',
	});
}
