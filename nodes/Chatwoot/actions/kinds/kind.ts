import type { IDataObject, INodeListSearchItems, INodeProperties } from 'n8n-workflow';
import { locator } from '../../../shared/locator';
import type { Addresses } from '../../../shared/web-address';
import type { AccountApi } from '../../api';
import { RecordsApi } from '../../api/records';
import type { RecordSpec } from '../../api/records';
import type { Field } from './fields';

/** Empty passes too: n8n would refuse to start the workflow, even where the parameter is optional. */
export const ID = { regex: '\\s*[0-9]*\\s*', errorMessage: 'An ID is a whole number' };

/** Where a record is, for the address that people can open. */
export interface Place extends Addresses {
	account: number;
}

/** Why a picker has nothing to offer, and what to do about it. */
export interface Nothing {
	message: string;
	description: string;
}

/** How people choose a record in the editor, where its list comes whole. */
export interface Picker<Shown> {
	/** An entry of the list. */
	entry(record: Shown): INodeListSearchItems;
	/** What to say when there is none at all; without it the editor says "No results". */
	nothing?: Nothing;
}

/** A kind of thing that an account has, declared once: all that is offered about it follows from this. */
export interface Kind<Shown> {
	/** `canned response` */
	noun: string;
	/** `a canned response` */
	one: string;
	/** `canned responses` */
	many: string;
	/** The method behind "From List": `searchCannedResponses`. */
	listMethod: string;
	/** The parameter that names one. */
	locator: INodeProperties;
	/** The kind of thing that it stands in: its locator comes before, and is locked. */
	parent?: Kind<never>;
	/** What "Simplify" leaves of a big object; small ones have no such parameter. */
	simplified?(record: Shown, place: Place): IDataObject;
}

/** A kind whose list comes whole and can be written record by record. */
export interface RecordKind<Shown extends IDataObject> extends Kind<Shown> {
	records(api: AccountApi): RecordsApi<Shown>;
	picker: Picker<Shown>;
	/** What can be said about one. */
	fields: Field[];
	/** It has a picture. */
	hasAvatar?: boolean;
}

interface Declared<Shown> {
	/** As people call one of them, in small letters: everything else is made from it. */
	noun: string;
	/** As the editor names it, when it is not the noun in Title Case. */
	name?: string;
	/** An example of an ID. */
	example?: string;
	/** The page of the dashboard that shows one: `team/5`. */
	page?: string;
	/** A list to choose from is offered, by `picker` or by a method of the node. */
	isListed?: boolean;
	parent?: Kind<never>;
	simplified?(record: Shown, place: Place): IDataObject;
}

/** Declares a kind that is not a plain list of records. */
export function kind<Shown>(declared: Declared<Shown>): Kind<Shown> {
	const { noun, name = titleCase(noun), example = '3', page, isListed = true } = declared;
	const listMethod = `search${pascalCase(pluralOf(noun))}`;
	return {
		...declared,
		one: `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`,
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

interface DeclaredRecords<Shown extends IDataObject> extends Declared<Shown> {
	/** Where the server keeps them, when the API has no client of its own for them. */
	spec?: Omit<RecordSpec, 'noun'>;
	records?(api: AccountApi): RecordsApi<Shown>;
	picker: Picker<Shown>;
	fields?: Field[];
	hasAvatar?: boolean;
}

/** Declares a kind whose list comes whole: by its client in the API, or by where the server keeps it. */
export function recordKind<Shown extends IDataObject>(
	declared: DeclaredRecords<Shown>,
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

/** The parameter that names a record of this kind, in a role of its own if wanted. */
export function locatorOf(
	{ locator: usual }: Kind<never>,
	description: string,
	role?: { displayName: string; name: string },
): INodeProperties {
	return { ...usual, description, ...role };
}

/** What work on one record is locked by: the server has no locks that hold. */
export function keyOf({ locator: { name } }: Kind<never>, id: number): string {
	return `${name} ${id}`;
}

/** What people make under the settings of the account, or by an operation of the node. */
export function noneYet(noun: string, page = titleCase(pluralOf(noun))): Nothing {
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
	return name[0].toLowerCase() + name.slice(1);
}
