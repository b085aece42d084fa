import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { useChatwoot } from './chatwoot';

const PATH = '/api/v1/accounts/1/contacts';
const headers = { 'api-access-token': 'ADMIN_TOKEN', 'content-type': 'application/json' };

const sandbox = useChatwoot();
let asked: string[];

const pictures = createServer((incoming, answer) => {
	asked.push(String(incoming.url));
	const isPicture = String(incoming.url).endsWith('.png');
	answer.setHeader('content-type', isPicture ? 'image/png' : 'text/html').end('picture');
});

function address(name: string) {
	return `http://127.0.0.1:${(pictures.address() as AddressInfo).port}/${name}`;
}

beforeAll(async () => {
	await new Promise<void>((resolve) => pictures.listen(0, '127.0.0.1', resolve));
});

afterAll(() => pictures.close());

beforeEach(() => {
	asked = [];
});

interface Person {
	id: number;
	thumbnail: string;
	additional_attributes: { avatar_url_hash?: string };
}

async function call(
	method: 'GET' | 'POST' | 'PATCH',
	path: string,
	body?: object,
): Promise<Person> {
	const { body: answer } = await request(sandbox.url + path, {
		method,
		headers,
		body: body && JSON.stringify(body),
	});
	const { payload } = (await answer.json()) as { payload: Person & { contact?: Person } };
	return payload.contact ?? payload;
}

async function until(path: string, isThere: (person: Person) => boolean): Promise<Person> {
	for (;;) {
		const person = await call('GET', path);
		if (isThere(person)) return person;
		await sleep(10);
	}
}

describe('the picture of a contact in the Chatwoot sandbox', () => {
	it('is fetched from its address in the background, one in a minute', async () => {
		const made = await call('POST', PATH, { name: 'Mia', avatar_url: address('one.png') });
		expect(made.thumbnail).toBe('');
		const first = await until(`${PATH}/${made.id}`, ({ thumbnail }) => thumbnail !== '');

		await call('PATCH', `${PATH}/${made.id}`, { avatar_url: address('two.png') });
		const second = await call('GET', `${PATH}/${made.id}`);
		expect(second.thumbnail).toBe(first.thumbnail);
		expect(second.additional_attributes.avatar_url_hash).not.toBe(
			first.additional_attributes.avatar_url_hash,
		);
		expect(asked).toEqual(['/one.png']);
	});

	it('stays away, without a word, when the address has no picture', async () => {
		const made = await call('POST', PATH, { name: 'Mia', avatar_url: address('page.html') });
		const other = await call('POST', PATH, { name: 'Bob', avatar_url: address('one.png') });
		await until(`${PATH}/${other.id}`, ({ thumbnail }) => thumbnail !== '');
		const { thumbnail, additional_attributes } = await call('GET', `${PATH}/${made.id}`);
		expect(thumbnail).toBe('');
		expect(additional_attributes.avatar_url_hash).toMatch(/^[0-9a-f]{64}$/);
		expect(asked).toContain('/page.html');
	});
});
