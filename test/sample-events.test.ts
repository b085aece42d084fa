import type { IDataObject } from 'n8n-workflow';
import { readExample, runExample } from './engine/example';
import { sampleEvents } from './engine/sample-events';

const file = 'sample-events-of-both-triggers.json';
const example = readExample(file) as ReturnType<typeof readExample> & {
	pinData: Record<string, Array<{ json: IDataObject }>>;
};
const triggers = example.nodes.filter(({ type }) => type.endsWith('Trigger'));

describe('the example "Sample events of both triggers"', () => {
	it('pins to each trigger what it gives for a recorded delivery', async () => {
		const samples = await sampleEvents();

		expect(example.pinData).toEqual(
			Object.fromEntries(samples.map(({ name, json }) => [name, [{ json }]])),
		);
		expect(triggers.map(({ name, parameters }) => ({ name, parameters }))).toEqual(
			samples.map(({ name, parameters }) => ({ name, parameters })),
		);
	});

	it('contains no secret, no credential and no real person', () => {
		const text = JSON.stringify(example);
		const emails = text.match(/[\w.+-]+@[\w-]+\.[\w.]+/g) ?? [];

		expect(text).not.toMatch(
			/"credentials"|private_key|pubsub_token|access_token|hmac_token|"secret"/,
		);
		expect(emails.filter((email) => !/@(example\.(com|org)|acme\.test)$/.test(email))).toEqual([]);
	});

	it.each(Object.entries(example.pinData))(
		'shows how to take the fields of "%s"',
		async (start, [{ json }]) => {
			const output = await runExample({ file, start, item: json, nodes: {}, credentials: {} });
			const [[, items]] = Object.entries(output).filter(([name]) => name !== start);
			const { contact, user } = json as {
				contact?: { name: string };
				user?: { first_name: string };
			};

			expect(items).toMatchObject([
				{ json: { what: json.event, who: contact?.name ?? user?.first_name ?? json.user_id } },
			]);
		},
	);
});
