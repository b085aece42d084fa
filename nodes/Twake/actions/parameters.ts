import type { IDataObject } from 'n8n-workflow';
import { Parameters, quote } from '../../shared/parameters';
import { blockProblem } from '../api/blocks';
import { DIRECT, parseAddress, parseId } from '../api/ids';
import type { Place } from '../api/ids';
import type { ChannelPlace, MessageContent } from '../api/threads';

/** One item's parameters with Twake's own kinds of values. */
export class TwakeParameters extends Parameters {
	/** Company, workspace and channel; a pasted address of the channel brings the other two along. */
	channel(): ChannelPlace {
		const address = parseAddress(this.locator('channel')) ?? {};
		return {
			company: this.id('company', address),
			workspace: this.id('workspace', address),
			channel: this.id('channel', address),
		};
	}

	/** Company and thread; a pasted address of the thread brings the company along. */
	thread(): { company: string; thread: string } {
		const address = parseAddress(this.locator('thread')) ?? {};
		return { company: this.id('company', address), thread: this.id('thread', address) };
	}

	/** Text, blocks and context of a message to be sent; refuses an empty one and broken blocks. */
	messageContent(): MessageContent {
		const text = this.text('text');
		const blocks = this.blocks('additionalFields.blocks');
		if (text.trim() === '' && !blocks) {
			this.refuse('text', 'is empty', 'Twake would post an empty bubble. Enter a text or blocks.');
		}
		return { text, blocks, context: this.optionalObject('additionalFields.context') };
	}

	private blocks(path: string): IDataObject[] | undefined {
		const blocks = this.optionalList(path);
		blocks?.forEach((block, index) => {
			const problem = blockProblem(block);
			if (problem) this.refuse(path, `cannot be shown: block ${index + 1} ${problem}`);
		});
		return blocks?.length ? (blocks as IDataObject[]) : undefined;
	}

	/**
	 * An id of one of the locators, typed as a uuid or short id or taken from a pasted address.
	 * `around` is the address in the most specific locator: it fills those that are empty.
	 */
	private id(path: keyof Place, around: Place): string {
		const text = this.locator(path);
		const address = parseAddress(text);
		const own = address ? address[path] : this.parsed(path, text);
		const wanted = own ?? (text === '' || address ? around[path] : undefined);
		if (wanted === undefined) {
			return text === ''
				? this.refuse(path, 'is empty', `Enter its ID, or paste ${EXAMPLE}.`)
				: this.refuse(path, `is not an ID: ${quote(text)}`, `Enter an ID like ${SAMPLE_ID}, or paste ${EXAMPLE}.`);
		}
		if (around[path] !== undefined && around[path] !== wanted) {
			this.refuse(path, 'is not the one in the pasted address', 'Leave it empty to take the one in the address.');
		}
		return wanted;
	}

	private parsed(path: keyof Place, text: string): string | undefined {
		if (path === 'workspace' && text.toLowerCase() === DIRECT) return DIRECT;
		return parseId(text);
	}
}

const SAMPLE_ID = '88b72af6-bc1b-43a8-a37c-efbc93ab0aea';
const EXAMPLE =
	'its address from the browser (https://web.twake.app/client/.../w/.../c/...)';
