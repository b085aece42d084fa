import fc from 'fast-check';
import { normaliseBaseUrl } from '../../nodes/Twake/api/address';
import { blockProblem } from '../../nodes/Twake/api/blocks';
import { parseAddress, parseId, webAddressOf } from '../../nodes/Twake/api/ids';
import { problemIn } from '../../nodes/Twake/api/service';
import { eventOf } from '../../nodes/Twake/trigger/events';

const ALPHABET = '123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ';

function shorten(uuid: string): string {
	let number = BigInt(`0x${uuid.replaceAll('-', '')}`);
	let text = '';
	for (; number > 0n; number /= 58n) text = ALPHABET[Number(number % 58n)] + text;
	return text.padStart(22, ALPHABET[0]);
}

describe('ids', () => {
	// Recorded: the same company in the address bar and in the API.
	const uuid = 'aefbde60-e498-11f1-9f9d-e1c5c54de2fd';
	const short = 'nBftXu5cnNAAyMUYDAXkHP';

	it('reads a short id of the address bar', () => {
		expect(parseId(short)).toBe(uuid);
	});

	it('reads any uuid, in any case, and its short form', () => {
		fc.assert(
			fc.property(fc.uuid({ version: [1, 4] }), (id) => {
				expect(parseId(` ${id.toUpperCase()} `)).toBe(id);
				expect(parseId(shorten(id))).toBe(id);
			}),
		);
	});

	it.each([
		'',
		'general',
		'42',
		`${uuid}0`,
		`${uuid}/../x`,
		'0OIl0OIl0OIl0OIl0OIl0O',
		'ZZZZZZZZZZZZZZZZZZZZZZ',
	])('takes %j for no id', (text) => {
		expect(parseId(text)).toBeUndefined();
	});

	it('finds all ids in an address', () => {
		const address = `https://web.twake.app/client/${short}/w/${short}/c/${short}/t/${uuid}?x=1#y`;

		expect(parseAddress(address)).toEqual({
			url: new URL(address),
			company: uuid,
			workspace: uuid,
			channel: uuid,
			thread: uuid,
		});
	});

	it('makes addresses that are read as what they are about', () => {
		const id = fc.uuid({ version: [1, 4] });
		const place = fc.record({ company: id, workspace: id, channel: id, thread: id });
		fc.assert(
			fc.property(place, (given) => {
				const address = webAddressOf('https://chat.test/twake', given);
				expect(parseAddress(String(address))).toEqual({ url: new URL(String(address)), ...given });
			}),
		);
		expect(webAddressOf('https://chat.test', { company: uuid, channel: uuid })).toBeUndefined();
		expect(webAddressOf('', { company: uuid, workspace: 'x', channel: uuid })).toBeUndefined();
	});

	it('knows the workspace of direct channels', () => {
		const place = parseAddress(`http://chat.test/sub/client/${uuid}/w/direct/c/${uuid}`);

		expect(place).toMatchObject({ workspace: 'direct', channel: uuid });
	});

	it.each(['', uuid, 'https://web.twake.app/', 'ftp://x/client/y'])(
		'takes %j for no address',
		(text) => {
			expect(parseAddress(text)).toBeUndefined();
		},
	);
});

describe('base URL', () => {
	it.each([
		['https://web.twake.app', 'https://web.twake.app'],
		[' https://web.twake.app/ ', 'https://web.twake.app'],
		['https://web.twake.app/client/abc/w/def', 'https://web.twake.app'],
		['https://web.twake.app/api/console/v1', 'https://web.twake.app'],
		['http://intranet:8080/twake//', 'http://intranet:8080/twake'],
		['http://intranet/twake/client?x=1', 'http://intranet/twake'],
	])('makes %j %j', (text, expected) => {
		expect(normaliseBaseUrl(text)).toBe(expected);
	});

	it.each(['', 'web.twake.app', 'ftp://x', 'https://', 'https://user:pw@x.test'])(
		'refuses %j',
		(text) => {
			expect(normaliseBaseUrl(text)).toBeUndefined();
		},
	);
});

describe('blocks', () => {
	const label = { type: 'plain_text', text: 'Go' };
	const button = { type: 'button', text: label, action_id: 'go' };

	it.each([
		{ type: 'header', text: label },
		{ type: 'section', text: { type: 'mrkdwn', text: '*hi*' }, accessory: button },
		{
			type: 'actions',
			elements: [button, { type: 'static_select', options: [{ text: label, value: 'x' }] }],
		},
		{ type: 'context', elements: [{ type: 'mrkdwn', text: 'hi' }] },
		{ type: 'image', image_url: 'https://x.test/a.png' },
		{ type: 'input', label, element: { type: 'plain_text_input', action_id: 'x' } },
	])('accepts a block that the web client shows: %j', (block) => {
		expect(blockProblem(block)).toBeUndefined();
	});

	it.each([
		[null, 'is not an object'],
		[{}, 'has no "type"'],
		[{ type: 'divider' }, 'breaks the message'],
		[{ type: 'iframe' }, 'does not show'],
		[{ type: 'header', text: 'bare' }, 'header without a text'],
		[{ type: 'actions', elements: [] }, 'without elements'],
		[{ type: 'actions', elements: [{ type: 'button' }] }, 'button without a text'],
		[
			{ type: 'actions', elements: [{ type: 'overflow', options: [] }] },
			'overflow without options',
		],
		[
			{ type: 'input', label, element: { type: 'datepicker' } },
			'datepicker, which the web client does not show',
		],
		[{ type: 'section', accessory: { type: 'static_select' } }, 'static_select without options'],
	])('refuses %j', (block, reason) => {
		expect(blockProblem(block)).toContain(reason);
	});
});

describe('deliveries of Twake', () => {
	it('are no event when their type is unknown, whatever its name', () => {
		expect(eventOf({ type: 'configuration' } as never)).toBe('configuration');
		for (const type of ['rumour', 'constructor']) {
			expect(eventOf({ type } as never)).toBeUndefined();
		}
	});
});

describe('errors of Twake', () => {
	const request = { method: 'GET', path: '/api/x' } as const;
	const answer = (status: number, body: unknown) =>
		problemIn({ status, headers: {}, body }, request);

	it.each([{ resource: null }, { resources: [] }, { status: 'success' }])(
		'takes %j for a success',
		(body) => {
			expect(answer(200, body)).toBeUndefined();
		},
	);

	it.each([
		[
			'a refusal inside a 200',
			200,
			{ statusCode: 403, error: 'Forbidden', message: 'No' },
			403,
			'Twake refused the request (it says: No)',
		],
		[
			'an unknown route inside a 200',
			200,
			{ error: 'Not found' },
			404,
			'Twake refused the request (it says: Not found)',
		],
		[
			'the crash inside a 200',
			200,
			{ statusCode: 500, error: 'x', message: 'Something went wrong' },
			500,
			'gives no reason',
		],
		[
			'a bad token',
			401,
			{ statusCode: 401, error: 'Unauthorized', message: 'Bad credentials' },
			401,
			'does not accept the login',
		],
		[
			'a refused address',
			403,
			{ message: 'from this IP (10.0.0.1)', error: 'Forbidden' },
			403,
			'from this IP (10.0.0.1)',
		],
		['a crash without JSON', 500, '', 500, 'gives no reason'],
		['an empty answer', 200, '', 200, 'did not answer like Twake'],
	])('reads %s', (_, status, body, code, message) => {
		expect(answer(status, body)).toMatchObject({
			status: code,
			message: expect.stringContaining(message),
		});
	});
});
