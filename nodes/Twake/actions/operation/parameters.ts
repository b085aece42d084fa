import { NodeOperationError } from 'n8n-workflow';
import type { INodeProperties } from 'n8n-workflow';
import { Parameters } from '../../../shared/parameters';
import { quote } from '../../../shared/text';
import type { ParameterSource } from '../../../shared/values';
import type { Addresses } from '../../../shared/web-address';
import { DIRECT, parseAddress, parseId } from '../../api/ids';
import type { Address } from '../../api/ids';

/** The parts of the credential that affect how parameters are read. */
export interface Server extends Addresses {
	isLegacy: boolean;
}

/** The parts that a pasted address can contain. */
export type Part = Exclude<keyof Address, 'url'>;

/** One item's parameters, with Twake's own kinds of values. */
export class TwakeParameters extends Parameters {
	constructor(
		source: ParameterSource,
		index: number | undefined,
		properties: INodeProperties[],
		readonly server: Server,
	) {
		super(source, index, properties);
	}

	/** An id that no address contains, such as a user's. */
	id(path: string): string {
		return this.optionalId(path) ?? this.refuse(path, 'is empty', `Enter an ID like ${SAMPLE_ID}.`);
	}

	optionalId(path: string): string | undefined {
		const text = this.locator(path);
		return text === '' ? undefined : this.parsedId(path, text);
	}

	/** Ids separated by commas. */
	ids(path: string): string[] {
		return this.names(path).map((text) => this.parsedId(path, text));
	}

	/** A thread by its id or pasted address, regardless of the item's other locators. */
	otherThread(path: string): string {
		return this.address(path)?.thread ?? this.id(path);
	}

	/**
	 * The id in one of the locators, typed as a uuid or short id or taken from a pasted address.
	 * `locators`: those of the operation, the most specific first. The address in the first must
	 * agree with the others, and fills those that are empty; ids that it lacks come from the others'
	 * addresses.
	 */
	part(part: Part, locators: Part[]): string {
		const id = this.optionalPart(part, locators);
		if (id !== undefined) return id;
		const problem = this.address(part) ? `is an address that names no ${part}` : 'is empty';
		return this.refuse(part, problem, `Enter its ID, or paste ${EXAMPLE}.`);
	}

	optionalPart(part: Part, locators: Part[]): string | undefined {
		const text = this.locator(part);
		const own = this.address(part);
		const typed = text === '' || own ? undefined : this.parsedId(part, text);
		const named = locators.map((locator) => this.address(locator)?.[part]);
		const id = typed ?? own?.[part] ?? named.find((each) => each !== undefined);
		if (named[0] === undefined || named[0] === id) return id;
		const wayOut = 'Leave it empty to take the one in the address.';
		return this.refuse(part, 'is not the one in the pasted address', wayOut);
	}

	/**
	 * The company; '' means the one that owns the application, which only the legacy API does not
	 * report.
	 */
	company(locators: Part[]): string {
		if (this.server.isLegacy) return this.part('company', locators);
		return this.optionalPart('company', locators) ?? '';
	}

	/** Like `refuse`, with a sentence that already names the field. */
	refuseAs(message: string): never {
		throw new NodeOperationError(this.execution.getNode(), message, {
			itemIndex: this.itemIndex,
		});
	}

	/** The address pasted into a locator; refused when it belongs to another server. */
	private address(path: string): Address | undefined {
		const address = parseAddress(this.locator(path));
		if (!address) return undefined;
		// An address without ids is a placeholder that nobody has filled in.
		if (address.company === undefined) return address;
		this.refuseOtherServer(path, address.url, this.server);
		return address;
	}

	private parsedId(path: string, text: string): string {
		if (path === 'workspace' && text.toLowerCase() === DIRECT) return DIRECT;
		const wayOut = `Enter an ID like ${SAMPLE_ID}, or paste ${EXAMPLE}.`;
		const wanted = URL.canParse(text) ? 'one of Twake’s addresses' : 'an ID';
		return parseId(text) ?? this.refuse(path, `is not ${wanted}: ${quote(text)}`, wayOut);
	}
}

const SAMPLE_ID = '88b72af6-bc1b-43a8-a37c-efbc93ab0aea';
const EXAMPLE = 'its address from the browser (https://web.twake.app/client/.../w/.../c/...)';
