import type { Result } from '../../../shared/request';
import { beginningOf } from '../../../shared/text';
import type { Webhook } from '../../api/webhooks';
import { isHere, isOurToken, secretOf, newToken, tokenIn, withToken } from '../address';
import { locationOf } from './place';
import type { TriggerPlace } from './place';
import type { Registration } from '../registration';
import { isAbout, subscribed } from './subscriptions';
import type { Subscribed } from './subscriptions';

/** The prefix of names of webhooks made by the trigger; servers before 4.8 do not store names. */
const OURS = 'n8n: ';
const MAX_NAME = 255;

/** The registration, if the account sends all wanted events to this address. */
export async function findWebhookRegistration(
	place: TriggerPlace,
): Promise<Registration | undefined> {
	const webhook = await findWebhook(place);
	// A webhook at the former address has to be moved here, or removed if there already is one here.
	if (!webhook || (place.former && webhook.id !== place.known?.id)) return undefined;
	const registration = registrationOf(place, webhook, place.known?.missing ?? [], webhook);
	const wanted = place.param
		.subscriptions()
		.filter((event) => !registration.missing?.includes(event));
	const isComplete = wanted.length > 0 && isFitting(webhook, wanted, place);
	return isComplete && (registration.secret ?? registration.token) ? registration : undefined;
}

/**
 * Creates the webhook, or repairs the one that already has this address, or moves the known one.
 */
export async function registerWebhook(place: TriggerPlace): Promise<Registration> {
	const { former, known } = place;
	const found = await findWebhook(place);
	if (found) {
		if (former && found.id !== known?.id) await removeWebhook({ ...place, url: former });
		const { webhook, missing } = await adjustedWebhook(place, found);
		return registrationOf(place, await withSecret(place, webhook), missing, found);
	}
	const created = await createWebhook(place);
	if ('webhook' in created) {
		const { webhook, missing } = created;
		return registrationOf(place, await withSecret(place, webhook), missing);
	}
	// Somebody else created it at the same moment.
	if (created.taken && (await findWebhook(place))) return await registerWebhook(place);
	throw created.error;
}

/** Removes what the trigger created, and restores what it changed. */
export async function removeWebhook(place: TriggerPlace): Promise<void> {
	const { api, known } = place;
	const list = await api.webhooks.attemptList();
	// The account no longer exists, nor does the webhook.
	if ('error' in list && list.problem.status === 404) return;
	const webhook = await findWebhook(place);
	if (!webhook) return;
	if (known?.made ?? isOurs(webhook))
		return throwUnlessGone(await api.webhooks.attemptDelete(webhook.id));
	if (known?.before) throwUnlessGone(await api.webhooks.attemptUpdate(webhook.id, known.before));
}

/** The webhook that sends here; otherwise the known one under its former address. */
async function findWebhook({
	api,
	url,
	known,
	former,
}: TriggerPlace): Promise<Webhook | undefined> {
	const all = await api.webhooks.list();
	const here = all.filter((webhook) => isHere(webhook.url, url));
	const ours = all.find(({ id }) => id === known?.id);
	if (ours && here.includes(ours)) return ours;
	return here[0] ?? (former !== undefined && isHere(ours?.url, former) ? ours : undefined);
}

/** A new webhook; or why there is none, and whether the address is taken. */
async function createWebhook(
	place: TriggerPlace,
): Promise<Subscribed | { error: Error; taken: boolean }> {
	const { api, url, context } = place;
	const name = beginningOf(`${OURS}${context.getWorkflow().name ?? ''}`, MAX_NAME);
	let id: number | undefined;
	let taken = false;
	const result = await subscribed(place, place.param.subscriptions(), async (subscriptions) => {
		const written =
			id === undefined
				? await api.webhooks.attemptCreate({ url, name, subscriptions })
				: await api.webhooks.attemptUpdate(id, { subscriptions });
		if ('error' in written) taken ||= isAbout(written.problem, 'url');
		else id = written.body.id;
		return written;
	});
	return 'error' in result ? { error: result.error, taken } : result;
}

async function adjustedWebhook(place: TriggerPlace, webhook: Webhook): Promise<Subscribed> {
	const wanted = place.param.subscriptions();
	if (isFitting(webhook, wanted, place)) return { webhook, missing: [] };
	const address = isHere(webhook.url, place.url) ? {} : { url: place.url };
	const result = await subscribed(
		place,
		wanted,
		async (subscriptions) =>
			await place.api.webhooks.attemptUpdate(webhook.id, { ...address, subscriptions }),
	);
	if ('error' in result) throw result.error;
	return result;
}

/** If the server gave no secret, a token in the address replaces it. */
async function withSecret({ api, url }: TriggerPlace, webhook: Webhook): Promise<Webhook> {
	if (secretOf(webhook.secret, webhook.url)) return webhook;
	const address = { url: withToken(url, newToken()) };
	const result = await api.webhooks.attemptUpdate(webhook.id, address);
	if (!('error' in result)) return result.body;
	// Without a secret or token it is useless, and must not stay behind.
	if (isOurs(webhook)) throwUnlessGone(await api.webhooks.attemptDelete(webhook.id));
	throw result.error;
}

function registrationOf(
	place: TriggerPlace,
	webhook: Webhook,
	missing: string[],
	found?: Webhook,
): Registration {
	const { known } = place;
	const same = known?.id === webhook.id ? known : undefined;
	const made = same?.made ?? (found ? isOurs(found) : true);
	const before = same?.before ?? (found && { url: found.url, subscriptions: found.subscriptions });
	return {
		source: 'webhook',
		...locationOf(place),
		id: webhook.id,
		made,
		...(before && { before }),
		...secretOf(webhook.secret, webhook.url),
		missing,
	};
}

/** Recognised without stored data too, by its name or by a token in the trigger's form. */
const isOurs = ({ name, url }: Webhook) =>
	(name?.startsWith(OURS) ?? false) || isOurToken(tokenIn(url));

/** What no longer exists counts as removed. */
function throwUnlessGone(result: Result): void {
	if ('error' in result && result.problem.status !== 404) throw result.error;
}

/** Whether a webhook sends all wanted events to this address. */
function isFitting(
	{ url, subscriptions }: Webhook,
	wanted: string[],
	place: TriggerPlace,
): boolean {
	const sorted = (events: string[]) => [...new Set(events)].sort().join();
	return isHere(url, place.url) && sorted(subscriptions) === sorted(wanted);
}
