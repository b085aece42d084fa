import type { IWebhookFunctions } from 'n8n-workflow';
import type { Keeper } from '../../shared/catching-up/door';
import { deliveryOf } from './delivery';
import { eventOf, keyOf } from './events';
import { isWanted } from './filter';
import { memories } from './memory';
import { TriggerParameters } from './parameters';

/** What the trigger tells a node that catches up for it. */
export function keeperOf(context: IWebhookFunctions): Keeper {
	const filter = new TriggerParameters(context).filter();
	const { events, channels } = filter;
	const taken = memories.of(context);
	return {
		wants: { events, channels },
		taken,
		isMissing(body) {
			const delivery = deliveryOf(body);
			const event = delivery && eventOf(delivery);
			if (!delivery || !event || !isWanted(delivery, event, filter)) return false;
			const key = keyOf(delivery, event);
			const staticData = context.getWorkflowStaticData('node');
			return key !== undefined && !taken.knows(staticData, [key]);
		},
	};
}
