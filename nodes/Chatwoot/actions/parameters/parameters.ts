import type { INodeProperties } from 'n8n-workflow';
import { Parameters } from '../../../shared/parameters';
import { quote } from '../../../shared/text';
import type { ParameterSource } from '../../../shared/values';
import type { Addresses } from '../../../shared/web-address';
import { hasAddress, parseReference } from '../../api/ids';
import { numberingPlan } from '../../api/numbering-plans';
import { parseEmail } from '../../api/people';
import { readNationalPhone, readPhone, suggestPhone } from '../../api/phones';
import { cleanJson } from './clean';
import { optionsWithCountry } from './default-country';

/** The parameters of one item of the Chatwoot node: also reads Chatwoot's ids, people and texts. */
export class ChatwootParameters extends Parameters {
	/** The accounts in pasted addresses, by parameter. */
	private readonly named = new Map<string, number>();

	constructor(
		execution: ParameterSource,
		itemIndex: number | undefined,
		properties: INodeProperties[],
		/** The server in the credential. */
		private readonly server: Addresses,
	) {
		super(execution, itemIndex, [...properties, optionsWithCountry]);
	}

	/**
	 * The id of the record in a locator. By default, the last part of the path is its kind, as in
	 * `api/ids`.
	 */
	id(path: string, kind?: string): number {
		return this.optionalId(path, kind) ?? this.refuse(path, 'is empty');
	}

	optionalId(path: string, kind = path.slice(path.lastIndexOf('.') + 1)): number | undefined {
		const text = this.locator(path);
		if (text === '') return undefined;
		const reference = parseReference(kind, text);
		if (reference === undefined) {
			const address = hasAddress(kind) ? ', or an address pasted from the Chatwoot dashboard' : '';
			return this.refuse(
				path,
				`is not an ID: ${quote(text)}`,
				`An ID is a whole number${address}.`,
			);
		}
		if (reference.url) this.refuseOtherServer(path, reference.url, this.server);
		if (reference.account !== undefined) this.named.set(path, reference.account);
		return reference.id;
	}

	/**
	 * Ids from a list, from a multiple choice or separated by commas, without duplicates. Anything
	 * else is refused, even blank entries: otherwise fewer agents than intended would be set.
	 * Returned as numbers, because in lists the server takes ids in text form for other people
	 * (chatwoot.md §17.19).
	 */
	ids(path: string): number[] {
		const texts = this.list(path)
			.map((each) => String(each).trim())
			.filter((text) => text !== '');
		const ids = texts.map((text) => {
			const id = /^\d+$/.test(text) ? parseReference('', text)?.id : undefined;
			return (
				id ?? this.refuse(path, `holds what is no ID: ${quote(text)}`, 'An ID is a whole number.')
			);
		});
		return [...new Set(ids)];
	}

	/**
	 * The account of this item: the one given, or the one in a pasted address. Refused when they
	 * differ, because 42 is another conversation in another account. Undefined when there is neither.
	 */
	accountId(): number | undefined {
		let account = this.optionalId('account');
		for (const [path, other] of this.named) {
			account ??= other;
			if (account === other) continue;
			this.refuse(path, `is an address in account ${other}, but the account is ${account}`);
		}
		return account;
	}

	/** An e-mail address in lower case, as the server stores it. */
	email(path: string): string | undefined {
		const text = this.optionalText(path);
		if (text === undefined) return undefined;
		const wayOut = 'It should look like jane@example.com: one address, without a name around it.';
		return (
			parseEmail(text) ?? this.refuse(path, `is not an e-mail address: ${quote(text)}`, wayOut)
		);
	}

	/**
	 * A phone number in E.164 form; it may be written in any way that leaves no doubt about its
	 * country, or as in the country of the options.
	 */
	phone(path: string): string | undefined {
		const text = this.optionalText(path);
		if (text === undefined) return undefined;
		const country = this.defaultCountry();
		const phone = readPhone(text) ?? (country && readNationalPhone(text, country));
		if (phone !== undefined) return phone;
		const meant = suggestPhone(text) ?? '+491721234567';
		return this.refuse(
			path,
			`is not a phone number in international form${country ? `, and not certainly one of ${country}` : ''}: ${quote(text)}`,
			`Write a plus, the country code and the number, digits only: ${meant}.${country ? '' : ' Or choose the country under Options > Default Country.'}`,
		);
	}

	/** The country of numbers without one. */
	private defaultCountry(): string | undefined {
		const path = 'options.defaultCountry';
		const text = this.trimmed(path);
		if (text === undefined) return undefined;
		const country = text.toUpperCase();
		if (numberingPlan(country)) return country;
		return this.refuse(
			path,
			`is not a country: ${quote(text)}`,
			'Use its two letters of ISO 3166, for example DE or BR.',
		);
	}

	/** As in all parameters, without the characters on which the server crashes. */
	override optionalJson(path: string): unknown {
		return cleanJson(super.optionalJson(path));
	}

	/** Trimmed text; the server would keep the blanks and then never find it again. */
	trimmed(path: string): string | undefined {
		return this.optionalText(path)?.trim();
	}
}
