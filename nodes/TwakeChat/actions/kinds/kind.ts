import type { INodeListSearchResult, INodeProperties } from 'n8n-workflow';
import { capitalised } from '../../../shared/text';
import { locator } from '../../../shared/locator';
import type { TwakeChatApi } from '../../api';
import type { Target } from '../operation/operation';
import type { TwakeChatParameters } from '../operation/parameters';

/** A picker's request, with the parameters filled in so far. */
export interface Search {
	chat: TwakeChatApi;
	param: TwakeChatParameters;
	/** The text typed. */
	filter?: string;
}

export type Picker = (search: Search) => Promise<INodeListSearchResult>;

/** The declaration of a kind of thing in Matrix. */
interface KindSpec<Place> {
	/** The name of its parameter, also used in sentences. */
	noun: string;
	many: string;
	description: string;
	/** Examples of its ID, its alias and its address. */
	id: string;
	alias?: string;
	url: string;
	/** The fields before its own that say where it is. */
	within?: INodeProperties[];
	read(param: TwakeChatParameters): Place;
	/** The list in its picker. */
	list: Picker;
}

export interface Kind<Place> extends Target<Place> {
	noun: string;
	/** Its own field, without those that say where it is. */
	locator: INodeProperties;
	/** The same field under another name or with other texts. */
	otherLocator(
		options: Partial<Pick<INodeProperties, 'displayName' | 'name' | 'description'>>,
	): INodeProperties;
	picker: { method: string; list: Picker };
}

export function kind<Place>(spec: KindSpec<Place>): Kind<Place> {
	const { noun, many, description, id, alias, url, within = [], read, list } = spec;
	const method = `search${capitalised(many)}`;
	const otherLocator: Kind<Place>['otherLocator'] = (options) =>
		locator({
			...{ displayName: capitalised(noun), name: noun, description, ...options },
			list: { method },
			...{ id, alias, url },
		});
	const own = otherLocator({});
	return {
		noun,
		locator: own,
		otherLocator,
		fields: [...within, own],
		read,
		picker: { method, list },
	};
}
