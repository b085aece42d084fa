import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { ofTrigger, Parameters } from '../../shared/parameters';
import { parseAddress, parseId } from '../api/ids';
import type { TwakeEvent } from './events';
import { triggerFields } from './fields';
import type { Filter } from './filter';

const POSITIONS = ['all', 'threads', 'replies'] as const;
const ANSWERS = ['onReceived', 'lastNode'] as const;

/** The parameters of the Twake Trigger. */
export class TriggerParameters extends Parameters {
	constructor(context: IHookFunctions | IWebhookFunctions) {
		super(ofTrigger(context), undefined, triggerFields);
	}

	/** The filter that the user filled in; `checkParameters` refuses values that never occur. */
	filter(): Filter {
		return {
			events: this.names('events') as TwakeEvent[],
			channels: this.ids('filters.channels'),
			users: this.ids('filters.users'),
			startsWith: this.names('filters.startsWith'),
			mention: this.text('filters.mention').trim(),
			position: this.optionalChoice('filters.position', POSITIONS) ?? 'all',
			otherApplications: this.boolean('filters.otherApplications'),
		};
	}

	/** Whether Twake gets its answer before the workflow runs. */
	isAnsweredAtOnce(): boolean {
		return (this.optionalChoice('answerMode', ANSWERS) ?? 'onReceived') === 'onReceived';
	}

	/** Ids in any form that the Twake node accepts. */
	private ids(path: string): string[] {
		return this.names(path).map((each) => parseAddress(each)?.channel ?? parseId(each) ?? each);
	}
}
