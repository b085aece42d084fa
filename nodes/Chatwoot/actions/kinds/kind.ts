import type { IDataObject, INodeListSearchItems, INodeProperties } from 'n8n-workflow';
import { locator } from '../../../shared/locator';
import type { Addresses } from '../../../shared/web-address';
import type { AccountApi } from '../../api';
import { RecordsApi } from '../../api/records';
import type { RecordSpec } from '../../api/records';
import type { Field } from './fields';

/**
 * Also matches an empty value, even for required ones: otherwise n8n would refuse to start the
 * workflow where the parameter is optional.
 */
export const ID = { regex: '\\s*[0-9]*\\s*', errorMessage: 'An ID is a whole number' };

/** Where a record is, for building its address in the dashboard. */
export interface DashboardPlace extends Addresses {
	account: number;
}

/** Why a picker has nothing to offer, and the way out. */
export interface EmptyListReason {
	message: string;
	description: string;
}

/** How people choose a record in the editor, for kinds whose list comes without pages. */
export interface Picker<Shown> {
	/** An entry of the list. */
	entry(record: Shown): INodeListSearchItems;
	/** What to say when there are none at all; otherwise the editor says "No results". */
	nothing?: EmptyListReason;
}

/** A kind of record, declared once: everything that is offered for it follows from this. */
export interface Kind<Shown> {
	/** `canned response` */
	noun: string;
	/** `a canned response` */
	one: string;
	/** `canned responses` */
	many: string;
	/** The method behind "From List": `searchCannedResponses`. */
	listMethod: string;
	/** The parameter for choosing one. */
	locator: INodeProperties;
	/** The kind of record that contains it: its locator comes first, and that record is locked. */
	parent?: Kind<never>;
	/** What "Simplify" leaves of a large record; small ones have no such parameter. */
	simplified?(record: Shown, place: DashboardPlace): IDataObject;
}

/** A kind whose list has no pages and whose records can be written one by one. */
export interface RecordKind<Shown extends IDataObject> extends Kind<Shown> {
	records(api: AccountApi): RecordsApi<Shown>;
	picker: Picker<Shown>;
	/** The fields that can be set. */
	fields: Field[];
	/** It has a picture. */
	hasAvatar?: boolean;
}

interface KindSpec<Shown> {
	/** What people call one, in lower case; the other names derive from it. */
	noun: string;
	/** Its name in the editor, if that is not the noun in Title Case. */
	name?: string;
	/** An example of an ID. */
	example?: string;
	/** The page of the dashboard that shows it: `team/5`. */
	page?: string;
	/** Offers a list to choose from, by `picker` or by a method of the node. */
	isListed?: boolean;
	parent?: Kind<never>;
	simplified?(record: Shown, place: DashboardPlace): IDataObject;
}

/** Declares a kind that is not a plain list of records. */
export function kind<Shown>(declared: KindSpec<Shown>): Kind<Shown> {
	const { noun, name = titleCase(noun), example = '3', page, isListed = true } = declared;
	const listMethod = `search${pascalCase(pluralOf(noun))}`;
	return {
		...declared,
		one: `${/^([aeio]|SLA)/.test(noun) ? 'an' : 'a'} ${noun}`,
		many: pluralOf(noun),
		listMethod,
		locator: locator({
			displayName: name,
			name: camelCase(noun),
			description: `The ${noun} to work on`,
			list: isListed ? { method: listMethod } : undefined,
			id: example,
			url: page && `https://app.chatwoot.com/app/accounts/1/${page}`,
			pattern: ID,
		}),
	};
}

interface RecordKindSpec<Shown extends IDataObject> extends KindSpec<Shown> {
	/** Where the server keeps the records, when the API has no client of its own for them. */
	spec?: Omit<RecordSpec, 'noun'>;
	records?(api: AccountApi): RecordsApi<Shown>;
	picker: Picker<Shown>;
	fields?: Field[];
	hasAvatar?: boolean;
}

/**
 * Declares a kind whose list has no pages: by its client in the API, or by where the server keeps
 * it.
 */
export function recordKind<Shown extends IDataObject>(
	declared: RecordKindSpec<Shown>,
): RecordKind<Shown> {
	const { noun, spec, records, picker, fields = [], hasAvatar } = declared;
	const make = (place: AccountApi) => new RecordsApi<Shown>(place, { noun, path: '', ...spec });
	return {
		...kind(declared),
		records: records ?? ((api) => api.part(make as never)),
		picker,
		fields,
		hasAvatar,
	};
}

/** The parameter for choosing a record of this kind, with another name or description if wanted. */
export function locatorOf(
	{ locator: usual }: Kind<never>,
	description: string,
	role?: { displayName: string; name: string },
): INodeProperties {
	return { ...usual, description, ...role };
}

/** The key that locks a record: the server has no reliable locks. */
export function keyOf({ locator: { name } }: Kind<never>, id: number): string {
	return `${name} ${id}`;
}

/**
 * For records that people create in the settings of the account, or with an operation of the node.
 */
export function noRecordsYet(noun: string, page = titleCase(pluralOf(noun))): EmptyListReason {
	return {
		message: `The account has no ${pluralOf(noun)} yet`,
		description: `They are made in Chatwoot under Settings > ${page}, or by ${titleCase(noun)} > Create.`,
	};
}

function pluralOf(noun: string): string {
	return noun.replace(/(x|s|ch)$/, '$1e').replace(/y$/, 'ie') + 's';
}

function titleCase(noun: string): string {
	return noun.replace(/(^| )[a-z]/g, (letter) => letter.toUpperCase());
}

function pascalCase(noun: string): string {
	return titleCase(noun).replace(/ /g, '');
}

function camelCase(noun: string): string {
	const name = pascalCase(noun);
	return name.replace(/^([A-Z]+(?=[A-Z][a-z])|[A-Z])/, (first) => first.toLowerCase());
}
