import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { unixSeconds } from '../../../shared/dates';
import { withoutUndefined } from '../../../shared/json';
import { capitalised } from '../../../shared/text';
import { pageFields, take, wantedCount } from '../../../shared/pages';
import { SEARCHED } from '../../api/search';
import type { SearchKind, Span } from '../../api/search';
import { filterFields } from '../kinds/fields';
import { operation } from '../operation/operation';
import type { Call } from '../operation/operation';
import type { Operation, Resource } from '../operation/types';
import type { ChatwootParameters } from '../parameters/parameters';
import { simplifiedHit } from './hits';

const searchField: INodeProperties = {
	displayName: 'Search Text',
	name: 'search',
	type: 'string',
	default: '',
	description: 'What to look for; letter case does not matter',
};

/** Only between two moments; `what` happened then. */
function spanField(what: string): INodeProperties {
	const moment = (displayName: string, name: string, words: string): INodeProperties => ({
		displayName,
		name,
		type: 'dateTime',
		default: '',
		description: `Only what was ${what} ${words}, in the workflow's time zone unless another one is written`,
	});
	return filterFields([
		moment('Since', 'since', 'at this moment or later'),
		moment('Until', 'until', 'at this moment or before'),
	]);
}

function spanFrom(param: ChatwootParameters): Span {
	const since = param.optionalDate('filters.since');
	const until = param.optionalDate('filters.until');
	if (since && until && since > until) {
		param.refuse('filters.since', `is after the end, ${until.toISOString()}`);
	}
	return withoutUndefined({
		since: since && unixSeconds(since),
		until: until && unixSeconds(until),
	});
}

interface SearchInput {
	text: string;
	count: number;
	span?: Span;
}

const searchInputFrom = (param: ChatwootParameters): SearchInput => ({
	text: param.requiredText('search').trim(),
	count: wantedCount(param),
});

const common = {
	isStandard: true,
	fields: [searchField, ...pageFields],
	simplify: true,
	read: searchInputFrom,
};

async function hitsOf(
	kind: SearchKind,
	{ api, baseUrl, publicUrl, isSimple, input: { text, count, span } }: Call<SearchInput>,
): Promise<IDataObject[]> {
	const place = { baseUrl, publicUrl, account: api.id };
	const hits = await take(api.search.walk(kind, text, span), count);
	return hits.map((hit) => (isSimple ? simplifiedHit[kind](hit, place) : hit));
}

/** The search for one kind of record, narrowed by the time of what was `done` if hits tell that. */
function searchFor(kind: SearchKind, description: string, done?: string): Operation {
	return operation({
		...common,
		...(done !== undefined && {
			fields: [...common.fields, spanField(done)],
			read: (param: ChatwootParameters) => ({ ...searchInputFrom(param), span: spanFrom(param) }),
		}),
		name: capitalised(kind),
		value: kind,
		action: `Search ${kind}`,
		description,
		act: async (call) => await hitsOf(kind, call),
	});
}

const searchAll = operation({
	...common,
	name: 'All',
	value: 'all',
	action: 'Search everything',
	description:
		'Look through articles, contacts, conversations and messages; each item says its kind, and each has the limit',
	async act(call) {
		const found: IDataObject[] = [];
		for (const kind of SEARCHED) {
			const hits = await hitsOf(kind, call).catch((failure: unknown) => {
				if (kind !== 'conversations' || !isCrash(failure)) throw failure;
				call.hint(`Conversations could not be searched. ${failure.description}`, 'warning');
				return [];
			});
			found.push(...hits.map((hit) => ({ kind: kind.slice(0, -1), ...hit })));
		}
		return found;
	},
});

/** The server fails when a hit is a conversation without messages (chatwoot.md [276]). */
function isCrash(failure: unknown): failure is NodeApiError {
	return failure instanceof NodeApiError && failure.httpCode === '500';
}

export const search: Resource = {
	name: 'Search',
	value: 'search',
	description: 'What the search of the dashboard finds',
	usual: 'all',
	operations: [
		searchAll,
		searchFor(
			'articles',
			'Find articles of the help center by words, which may be the beginnings of longer ones',
			'changed',
		),
		searchFor(
			'contacts',
			'Find contacts by a part of name, e-mail address, phone number or identifier; those that have only a name are not found',
			'active',
		),
		searchFor('conversations', 'Find conversations by their number or by a part of their contact'),
		searchFor(
			'messages',
			'Find messages of the last three months by a part of their text, private notes included',
			'written',
		),
	],
};
