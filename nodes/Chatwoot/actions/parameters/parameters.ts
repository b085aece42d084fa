import type { INodeProperties } from 'n8n-workflow';
import { Parameters } from '../../../shared/parameters';
import { quote } from '../../../shared/text';
import type { ParameterSource } from '../../../shared/values';
import type { Addresses } from '../../../shared/web-address';
import { hasAddress, parseReference } from '../../api/ids';
import { parseEmail, readPhone, suggestPhone } from '../../api/people';
import { cleanJson } from './clean';

/** The parameters of one item of the Chatwoot node: Chatwoot's ids, people and texts besides all others. */
export class ChatwootParameters extends Parameters {
	/** The accounts that pasted addresses name, by the parameter they stand in. */
	private readonly named = new Map<string, number>();

	constructor(
		execution: ParameterSource,
		itemIndex: number | undefined,
		properties: INodeProperties[],
		/** Of the credential. */
		private readonly server: Addresses,
	) {
		super(execution, itemIndex, properties);
	}

	/** The id of the record in a locator. What kind of record it is, as in `api/ids`, stands last in the path. */
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
	 * Ids from a list, as chosen in a multiple choice, or separated by commas; each once. What is none
	 * is refused, also nothing: fewer agents than meant would be set. Numbers, as
	 * the server wants them in lists: ids as text count as other people (chatwoot.md §17.19).
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
	 * differ: 42 in another account is another conversation. Undefined when there is neither.
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

	/** A phone number in E.164 form, however it was written as long as its country is certain. */
	phone(path: string): string | undefined {
		const text = this.optionalText(path);
		if (text === undefined) return undefined;
		const phone = readPhone(text);
		if (phone !== undefined) return phone;
		const meant = suggestPhone(text);
		return this.refuse(
			path,
			`is not a phone number in international form: ${quote(text)}`,
			`Write a plus, the country code and the number, digits only: ${meant ?? '+491721234567'}.`,
		);
	}

	/** As in all parameters, without the characters that the server answers with a crash. */
	override optionalJson(path: string): unknown {
		return cleanJson(super.optionalJson(path));
	}

	/** Text without blanks around it; the server would keep them and never find it again. */
	trimmed(path: string): string | undefined {
		return this.optionalText(path)?.trim();
	}
}
