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
interface KindSpec<Place> extends Pick<Target<Place>, 'isMostlyEmpty'> {
	/** The name of its parameter, also used in sentences. */
	noun: string;
	many: string;
	description: string;
	/** The part of a web address that leads to it; undefined for things without an address. */
	url?: string;
	/** The field that comes before its own, because it names most of the place. */
	of?: INodeProperties;
	/** How people mostly name it; by default they pick it from the list, if there is one. */
	usually?: 'id' | 'url';
	/** The fields that say where it is. They come after its own, whose address may say the same. */
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
	otherLocator(
		options: Pick<INodeProperties, 'displayName' | 'name' | 'description'>,
	): INodeProperties;
	picker?: { method: string; list: Picker };
}

export function kind<Place>(spec: KindSpec<Place>): Kind<Place> {
	const { noun, many, description, url, usually, of, within, isMostlyEmpty, read, list } = spec;
	const method = `search${capitalised(many)}`;
	const otherLocator: Kind<Place>['otherLocator'] = (options) =>
		locator({
			...{ ...options, description: options.description ?? '' },
			list: list && { method },
			id: SAMPLE_ID,
			url: url && `https://web.twake.app/client/...${url}`,
			usually,
		});
	const own = otherLocator({ displayName: capitalised(noun), name: noun, description });
	return {
		noun,
		locator: own,
		otherLocator,
		fields: [
			...(of ? [of] : []),
			own,
			...(url ? within.map((field) => unlessNamedIn(own, field)) : within),
		],
		isMostlyEmpty,
		read,
		picker: list && { method, list },
	};
}

/** What stands before the ID of a thing in an address of Twake. */
const BEFORE_ID: Record<string, string> = { company: '/client/', workspace: '/w/', channel: '/c/' };

/**
 * A field is not shown when the address pasted into another one says the same. Not by a regex: n8n gives
 * each 250 ms of the clock, and on a busy machine drops the event whose workflow it was reading (n8n.md §3).
 */
function unlessNamedIn({ name }: INodeProperties, field: INodeProperties): INodeProperties {
	const isNamed = { _cnd: { includes: BEFORE_ID[field.name] } };
	const { displayOptions } = field;
	return {
		...field,
		displayOptions: {
			...displayOptions,
			// A condition that an expression meets shows the field: it may look for the same letters.
			show: { ...displayOptions?.show, [name]: [ANYTHING] },
			hide: { ...displayOptions?.hide, [name]: [isNamed] },
		},
	};
}

const ANYTHING = { _cnd: { not: null } };

export const SAMPLE_ID = '88b72af6-bc1b-43a8-a37c-efbc93ab0aea';
