import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { capitalised } from '../../../shared/text';
import { pageFields, take, wantedCount } from '../../../shared/pages';
import { SEARCHED } from '../../api/search';
import type { SearchKind } from '../../api/search';
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

interface SearchInput {
	text: string;
	count: number;
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
	{ api, baseUrl, publicUrl, isSimple, input: { text, count } }: Call<SearchInput>,
): Promise<IDataObject[]> {
	const place = { baseUrl, publicUrl, account: api.id };
	const hits = await take(api.search.walk(kind, text), count);
	return hits.map((hit) => (isSimple ? simplifiedHit[kind](hit, place) : hit));
}

/** The search for one kind of record. */
function searchFor(kind: SearchKind, description: string): Operation {
	return operation({
		...common,
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
		'Look through articles, contacts, conversations and messages; each item says its kind, and the limit counts for each kind',
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
		),
		searchFor(
			'contacts',
			'Find contacts by a part of name, e-mail address, phone number or identifier; those that have only a name are not found',
		),
		searchFor('conversations', 'Find conversations by their number or by a part of their contact'),
		searchFor(
			'messages',
			'Find messages of the last three months by a part of their text, private notes included',
		),
	],
};
