import type { INodeListSearchResult, INodeProperties } from 'n8n-workflow';
import { capitalised } from '../../../shared/text';
import { locator } from '../../../shared/locator';
import type { TwakeApi } from '../../api';
import type { Target } from '../operation/operation';
import type { TwakeParameters } from '../operation/parameters';

/** A picker's request, with the parameters filled in so far. */
export interface Search {
	twake: TwakeApi;
	param: TwakeParameters;
	/** The text typed. */
	filter?: string;
	/** The beginning of the next page. */
	token?: string;
}

export type Picker = (search: Search) => Promise<INodeListSearchResult>;

/** The declaration of a kind of thing in Twake. */
interface Wanted<Place> {
	/** The name of its parameter, also used in sentences. */
	noun: string;
	many: string;
	description: string;
	/** The part of a web address that leads to it; undefined for things without an address. */
	url?: string;
	/** The fields before its own that say where it is. */
	within: INodeProperties[];
	read(param: TwakeParameters): Place;
	/** The list in its picker; undefined if an application may not list them. */
	list?: Picker;
}

export interface Kind<Place> extends Target<Place> {
	noun: string;
	/** Its own field, without those that say where it is. */
	locator: INodeProperties;
	/** The same field under another name, for operations with a second one. */
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

export const SAMPLE_ID = '88b72af6-bc1b-43a8-a37c-efbc93ab0aea';
