import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ChatwootApi } from '../../credentials/ChatwootApi.credentials';
import { ChatwootTrigger } from '../../nodes/Chatwoot/ChatwootTrigger.node';
import { clock } from '../../nodes/shared/retry';
import type { Registration } from '../../nodes/Chatwoot/trigger/registration';
import { ADDRESS } from '../engine/received';
import { listen } from '../engine/trigger';
import type { Listener, ListenOptions } from '../engine/trigger';

export interface RecordedDelivery {
	case: string;
	raw: string;
	headers: Record<string, string>;
	json: IDataObject & { event: string };
}

const folder = join(__dirname, '../recordings/chatwoot');
const names = readdirSync(folder).filter((name) => /^\d{3}-/.test(name));
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as never;

/** All deliveries of the recordings whose body was kept, with the number of their case. */
export const recordedDeliveries: RecordedDelivery[] = names.flatMap((name) => {
	const { deliveries = [] } = read(name) as { deliveries?: RecordedDelivery[] };
	return deliveries
		.filter(({ json, raw }) => json && raw)
		.map((delivery) => ({ ...delivery, case: name.slice(0, 3) }));
});

export const recordedIn = (number: string): RecordedDelivery[] =>
	recordedDeliveries.filter((delivery) => delivery.case === number);

export interface Vector {
	note: string;
	secret: string;
	headers: Record<string, string>;
	body: Buffer;
}

export const vectors: Vector[] = (
	read('signatures.json') as Array<Vector & { body_base64: string }>
).map(({ body_base64, ...vector }) => ({ ...vector, body: Buffer.from(body_base64, 'base64') }));

/** Every event that a delivery can be about. */
export const ALL_EVENTS = [
	...['message_created', 'message_updated', 'conversation_created', 'conversation_updated'],
	...['conversation_status_changed', 'conversation_typing_on', 'conversation_typing_off'],
	...['conversation_opened', 'conversation_resolved', 'contact_created', 'contact_updated'],
	...['webwidget_triggered', 'inbox_created', 'inbox_updated'],
];

export const SECRET = 'a-secret-of-the-server-1';
export const USER = 1;

/** What the trigger remembers of its registration. */
export const registered = (registration: Partial<Registration> = {}): IDataObject => ({
	registrations: {
		[ADDRESS]: {
			source: 'webhook',
			server: 'https://chat.test',
			account: 1,
			id: 1,
			made: true,
			secret: SECRET,
			user: USER,
			...registration,
		},
	},
});

let count = 0;

/** The trigger as n8n runs it, by default registered with `SECRET`. */
export const openTrigger = async (
	parameters: INodeParameters = {},
	options: ListenOptions = {},
	chatwoot = 'http://127.0.0.1:1',
	credential: Record<string, string> = {},
): Promise<Listener> =>
	await listen(
		{
			node: new ChatwootTrigger(),
			credential: new ChatwootApi(),
			credentialData: { baseUrl: chatwoot, accessToken: 'ADMIN_TOKEN', ...credential },
			parameters,
		},
		{ workflow: `chatwoot${count++}`, staticData: registered(), ...options },
	);

/** The time of a signature made now, by the trigger's clock, which a test may stop. */
export const seconds = () => Math.floor(clock.now() / 1000).toString();

export const sign = (raw: string | Buffer, time = seconds(), secret = SECRET) => ({
	'x-chatwoot-timestamp': time,
	'x-chatwoot-signature': `sha256=${createHmac('sha256', secret).update(`${time}.`).update(raw).digest('hex')}`,
});

export const post = async (
	{ url }: Listener,
	raw: string | Uint8Array<ArrayBuffer>,
	headers: Record<string, string> = {},
	query = '',
): Promise<Response> =>
	await fetch(url + query, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body: raw,
	});

let deliveries = 0;

/** Delivers a body as the server does: with its own id and signed. */
export const deliver = async (
	listener: Listener,
	body: object | string,
	id = `delivery-${deliveries++}`,
	secret = SECRET,
): Promise<Response> => {
	const raw = typeof body === 'string' ? body : JSON.stringify(body);
	const signature = sign(raw, seconds(), secret);
	return await post(listener, raw, { ...signature, 'x-chatwoot-delivery': id });
};

/** A message as the server delivers it, with changes. */
export const messageBody = (changes: IDataObject = {}, conversation: IDataObject = {}) => {
	const recorded = recordedIn('631').find(({ json }) => json.event === 'message_created')!.json;
	const inner = { ...(recorded.conversation as IDataObject), ...conversation };
	return { ...recorded, conversation: inner, ...changes };
};

export const agent = { id: 2, name: 'Gus', email: 'gus@acme.test', type: 'user' };
export const bot = { id: 9, name: 'Robo', type: 'agent_bot' };
