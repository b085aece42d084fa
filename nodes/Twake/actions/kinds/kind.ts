import type { INodeListSearchResult, INodeProperties } from 'n8n-workflow';
import { locator } from '../../../shared/locator';
import type { TwakeApi } from '../../api';
import type { Target } from '../operation/operation';
import type { TwakeParameters } from '../operation/parameters';

/** What a picker is asked, with the parameters that are filled in so far. */
export interface Search {
	twake: TwakeApi;
	param: TwakeParameters;
	/** What was typed. */
	filter?: string;
	/** Where the next page begins. */
	token?: string;
}

export type Picker = (search: Search) => Promise<INodeListSearchResult>;

/** A kind of thing in Twake, written down once. */
interface Wanted<Place> {
	/** The name of its parameter, and of the thing in a sentence. */
	noun: string;
	many: string;
	description: string;
	/** What of a web address leads to it; none for things without an address. */
	url?: string;
	/** The fields around its own that name where it is. */
	within: INodeProperties[];
	read(param: TwakeParameters): Place;
	/** What its picker shows; none where an application may not list them. */
	list?: Picker;
}

export interface Kind<Place> extends Target<Place> {
	noun: string;
	/** Its own field, among those that name where it is. */
	locator: INodeProperties;
	/** The same field under another name, for operations that take a second one. */
	another(options: Pick<INodeProperties, 'displayName' | 'name' | 'description'>): INodeProperties;
	picker?: { method: string; list: Picker };
}

export function kind<Place>(wanted: Wanted<Place>): Kind<Place> {
	const { noun, many, description, url, within, read, list } = wanted;
	const method = `search${capitalised(many)}`;
	const another: Kind<Place>['another'] = (options) =>
		locator({
			...{ ...options, description: options.description ?? '' },
			list: list && { method },
			id: SAMPLE_ID,
			url: url && `https://web.twake.app/client/...${url}`,
		});
	const own = another({ displayName: capitalised(noun), name: noun, description });
	return {
		noun,
		locator: own,
		another,
		fields: [...within, own],
		read,
		picker: list && { method, list },
	};
}

function capitalised(noun: string): string {
	return noun[0].toUpperCase() + noun.slice(1);
}

export const SAMPLE_ID = '88b72af6-bc1b-43a8-a37c-efbc93ab0aea';
