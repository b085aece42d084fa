import { quote } from '../../shared/text';
import { parseAddress, parseId } from '../api/ids';
import { EVENTS } from './fields/events';
import type { TriggerParameters } from './parameters';

/** Refuses what can never come: the trigger would wait for ever. `baseUrl`: of the credential. */
export function checkParameters(param: TriggerParameters, baseUrl: string | undefined): void {
	const { events, channels, users } = param.filter();
	if (events.length === 0) param.refuse('events', 'is empty', 'Choose at least one event.');
	const unknown = events.find((event) => !EVENTS.includes(event));
	if (unknown !== undefined) {
		param.refuse('events', `holds no event: ${quote(unknown)}`, `There are: ${EVENTS.join(', ')}.`);
	}
	refuseOtherServers(param, baseUrl);
	refuseOthers(param, 'filters.channels', channels);
	refuseOthers(param, 'filters.users', users);
}

function refuseOtherServers(param: TriggerParameters, baseUrl: string | undefined): void {
	if (baseUrl === undefined) return;
	for (const channel of param.names('filters.channels')) {
		const address = parseAddress(channel);
		if (address) param.refuseOtherServer('filters.channels', address.url, baseUrl, 'holds');
	}
}

function refuseOthers(param: TriggerParameters, path: string, ids: string[]): void {
	const wrong = ids.find((id) => parseId(id) === undefined);
	if (wrong === undefined) return;
	param.refuse(path, `holds no ID: ${quote(wrong)}`, 'Take it from an address or an output.');
}
