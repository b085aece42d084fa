import type {
	IHookFunctions,
	INodeProperties,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { ofTrigger, Parameters } from '../../shared/parameters';
import { quote } from '../../shared/text';
import type { Addresses } from '../../shared/web-address';
import { hasAddress, parseReference } from '../api/ids';
import { triggerFields } from './fields';
import type { Source } from './fields/events';
import { eventsOf } from './fields/presets';
import type { Preset } from './fields/presets';
import type { Pauses } from './receiving/bursts';

const SOURCES: Source[] = ['webhook', 'callback', 'bot'];
const PRESETS: Preset[] = ['custom', 'newCustomerMessage', 'conversationResolved', 'handOver'];

/** The parameters of the Chatwoot Trigger, and of the node that catches up for it. */
export class TriggerParameters extends Parameters {
	constructor(
		context: IHookFunctions | IWebhookFunctions | IPollFunctions,
		/** The server in the credential; without it, ids are not read from addresses. */
		private readonly server?: Addresses,
		fields: INodeProperties[] = triggerFields,
	) {
		super(ofTrigger(context), undefined, fields);
	}

	source(): Source {
		return this.optionalChoice('source', SOURCES) ?? 'webhook';
	}

	preset(): Preset {
		return this.optionalChoice('preset', PRESETS) ?? 'custom';
	}

	/** The events that the node waits for. */
	events(): string[] {
		const preset = this.preset();
		return preset === 'custom' ? this.names('events') : eventsOf(preset, this.source());
	}

	/**
	 * The events to subscribe to: to find the end of a burst, the trigger also needs to hear
	 * customers type.
	 */
	subscriptions(): string[] {
		const typing = this.pauses() ? ['conversation_typing_on'] : [];
		return [...new Set([...this.events(), ...typing])];
	}

	/** How bursts are combined; undefined when they are not. */
	pauses(): Pauses | undefined {
		const isOn = this.boolean('answerBursts') && this.events().includes('message_created');
		if (!isOn) return undefined;
		return { silence: this.count('silence') * 1000, atMost: this.count('atMost') * 1000 };
	}

	/** The id in a locator. */
	id(path: string, kind = path): number {
		return this.optionalId(path, kind) ?? this.refuse(path, 'is empty');
	}

	optionalId(path: string, kind = path): number | undefined {
		const text = this.locator(path);
		if (text === '') return undefined;
		const address = hasAddress(kind) ? ', or an address pasted from the Chatwoot dashboard' : '';
		const wayOut = `An ID is a whole number${address}.`;
		const reference = parseReference(kind, text);
		if (!reference) return this.refuse(path, `is not an ID: ${quote(text)}`, wayOut);
		const { id, url } = reference;
		if (url && this.server) this.refuseOtherServer(path, url, this.server);
		return id;
	}

	/** The account given, or the one in a pasted address of the inbox. Refused when they differ. */
	accountId(): number | undefined {
		const account = this.optionalId('account');
		const other = parseReference('inbox', this.locator('inbox'))?.account;
		if (account === undefined || other === undefined || other === account) return account ?? other;
		return this.refuse('inbox', `is an address in account ${other}, but the account is ${account}`);
	}

	/** The bot to use; undefined when the trigger creates one. */
	bot(): number | undefined {
		const isNew = (this.optionalText('botMode') ?? 'create') === 'create';
		return isNew ? undefined : this.id('agentBot');
	}
}
