import { quote } from '../../shared/text';
import type { Addresses } from '../../shared/web-address';
import { parseAddress, parseId } from '../api/ids';
import { EVENTS } from './fields/events';
import type { TriggerParameters } from './parameters';

/**
 * Refuses values that never occur: the trigger would wait for ever. `server`: that of the
 * credential.
 */
export function checkParameters(param: TriggerParameters, server?: Addresses): void {
	const { events, channels, users } = param.filter();
	if (events.length === 0) param.refuse('events', 'is empty', 'Choose at least one event.');
	const unknown = events.find((event) => !EVENTS.includes(event));
	if (unknown !== undefined) {
		param.refuse('events', `holds no event: ${quote(unknown)}`, `There are: ${EVENTS.join(', ')}.`);
	}
	if (server) refuseOtherServers(param, server);
	refuseOthers(param, 'filters.channels', channels);
	refuseOthers(param, 'filters.users', users);
}

function refuseOtherServers(param: TriggerParameters, server: Addresses): void {
	for (const channel of param.names('filters.channels')) {
		const address = parseAddress(channel);
		if (address) param.refuseOtherServer('filters.channels', address.url, server, 'holds');
	}
}

function refuseOthers(param: TriggerParameters, path: string, ids: string[]): void {
	const wrong = ids.find((id) => parseId(id) === undefined);
	if (wrong === undefined) return;
	param.refuse(path, `holds no ID: ${quote(wrong)}`, 'Take it from an address or an output.');
}
