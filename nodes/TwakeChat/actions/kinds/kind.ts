import type { INodeListSearchResult, INodeProperties } from 'n8n-workflow';
import { locator } from '../../../shared/locator';
import type { TwakeChatApi } from '../../api';
import type { Target } from '../operation/operation';
import type { TwakeChatParameters } from '../operation/parameters';

/** What a picker is asked, with the parameters that are filled in so far. */
export interface Search {
	chat: TwakeChatApi;
	param: TwakeChatParameters;
	/** What was typed. */
	filter?: string;
}

export type Picker = (search: Search) => Promise<INodeListSearchResult>;

/** A kind of thing in Matrix, written down once. */
interface Wanted<Place> {
	/** The name of its parameter, and of the thing in a sentence. */
	noun: string;
	many: string;
	description: string;
	/** Examples of its ID, its alias and an address of it. */
	id: string;
	alias?: string;
	url: string;
	/** The fields around its own that name where it is. */
	within?: INodeProperties[];
	read(param: TwakeChatParameters): Place;
	/** What its picker shows. */
	list: Picker;
}

export interface Kind<Place> extends Target<Place> {
	noun: string;
	/** Its own field, among those that name where it is. */
	locator: INodeProperties;
	/** The same field under another name or with other words. */
	another(
		options: Partial<Pick<INodeProperties, 'displayName' | 'name' | 'description'>>,
	): INodeProperties;
	picker: { method: string; list: Picker };
}

export function kind<Place>(wanted: Wanted<Place>): Kind<Place> {
	const { noun, many, description, id, alias, url, within = [], read, list } = wanted;
	const method = `search${capitalised(many)}`;
	const another: Kind<Place>['another'] = (options) =>
		locator({
			...{ displayName: capitalised(noun), name: noun, description, ...options },
			list: { method },
			...{ id, alias, url },
		});
	const own = another({});
	return {
		noun,
		locator: own,
		another,
		fields: [...within, own],
		read,
		picker: { method, list },
	};
}

function capitalised(noun: string): string {
	return noun[0].toUpperCase() + noun.slice(1);
}
