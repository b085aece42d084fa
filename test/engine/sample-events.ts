import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { receive as receiveChatwoot } from '../../nodes/Chatwoot/trigger/receiving/receive';
import { receive as receiveTwake } from '../../nodes/Twake/trigger/receive';
import { clock } from '../../nodes/shared/retry';
import { handedOver } from './received';

export interface SampleEvent {
	name: string;
	service: 'chatwoot' | 'twake';
	/** What the trigger is set to. */
	parameters: IDataObject;
	/** Its output. */
	json: IDataObject;
}

/** Name, settings, and the recorded delivery: its case and which event of that. */
const CHATWOOT: Array<[string, IDataObject, string, string]> = [
	['Customer writes', { preset: 'newCustomerMessage' }, '632', 'message_created'],
	['Agent sends a file', { events: ['message_created'] }, '635', 'message_created'],
	['Conversation is resolved', { preset: 'conversationResolved' }, '622', 'conversation_updated'],
	['Bot hands over', { preset: 'handOver' }, '728', 'conversation_updated'],
	['Contact is changed', { events: ['contact_updated'] }, '641', 'contact_updated'],
];
const TWAKE: Array<[string, string, string]> = [
	['Colleague replies', 'newMessage', '401'],
	['Command is typed', 'command', '421'],
	['Button is clicked', 'button', '420'],
	['Message is marked', 'messageMarked', '403'],
];

const SECRET = 'a-secret';
const hmac = (text: string) => createHmac('sha256', SECRET).update(text).digest('hex');

/** What both triggers output for recorded deliveries, one sample for each kind of start. */
export async function sampleEvents(): Promise<SampleEvent[]> {
	const samples: SampleEvent[] = [];
	for (const [name, parameters, number, event] of CHATWOOT) {
		const { deliveries } = recording('chatwoot', number) as {
			deliveries: Array<{ raw: string; json: { event: string } }>;
		};
		const json = await firstOf(
			deliveries.filter((each) => each.json?.event === event).map(({ raw }) => raw),
			fromChatwoot(parameters),
		);
		samples.push({ name, service: 'chatwoot', parameters, json });
	}
	for (const [name, event, number] of TWAKE) {
		const { hooks_received: hooks } = recording('twake', number) as {
			hooks_received: Array<{ raw_body: string }>;
		};
		const parameters = { events: [event] };
		const json = await firstOf(
			hooks.map(({ raw_body: raw }) => raw),
			fromTwake(parameters),
		);
		samples.push({ name, service: 'twake', parameters, json });
	}
	return samples;
}

/** The output for the first of some deliveries that starts a run. */
async function firstOf(
	bodies: string[],
	give: (raw: string) => Promise<IDataObject[]>,
): Promise<IDataObject> {
	for (const raw of bodies) {
		const [json] = await give(raw);
		if (json) return JSON.parse(tidy(JSON.stringify(json))) as IDataObject;
	}
	throw new Error('none of the recorded deliveries starts a run');
}

/** Without the suffixes by which the recorder tells its runs apart. */
function tidy(text: string): string {
	return text.replace(/crm-mwq\w+/g, 'crm-1001').replace(/[ -]mwq\w+/g, '');
}

function fromChatwoot(parameters: IDataObject) {
	return async (raw: string) => {
		const time = String(Math.floor(clock.now() / 1000));
		const headers = {
			'x-chatwoot-timestamp': time,
			'x-chatwoot-signature': `sha256=${hmac(`${time}.${raw}`)}`,
		};
		const registration = { source: 'webhook', account: 1, id: 1, made: true, secret: SECRET };
		const staticData = { registrations: { 'http://n8n.test/webhook/x/chatwoot': registration } };
		const handed = { raw: Buffer.from(raw), headers };
		const credentials = { baseUrl: 'https://app.chatwoot.com' };
		return (await handedOver(receiveChatwoot, handed, { parameters, staticData, credentials }))
			.items;
	};
}

function fromTwake(parameters: IDataObject) {
	return async (raw: string) => {
		const handed = { raw: Buffer.from(raw), headers: { 'x-twake-signature': hmac(raw) } };
		const credentials = {
			apiGeneration: 'application',
			baseUrl: 'https://web.twake.app',
			applicationId: 'b0081e40-e498-11f1-9f9d-e1c5c54de2fd',
			privateKey: SECRET,
		};
		return (await handedOver(receiveTwake, handed, { parameters, credentials })).items;
	};
}

/** A recorded case, by its number. */
export function recording(service: string, number: string): unknown {
	const folder = join(__dirname, '../recordings', service);
	const name = readdirSync(folder).find((each) => each.startsWith(`${number}-`))!;
	return JSON.parse(readFileSync(join(folder, name), 'utf8'));
}
