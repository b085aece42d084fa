import type { MatrixSandbox, Settings } from '../../../sandbox/matrix';
import { DEFAULT_LIMITS } from '../../../sandbox/matrix';
import type { MatrixCase, MatrixExchange } from './recording';

const HOUR_MS = 3_600_000;

/** How the recorded servers were configured: one with all limits raised, one with defaults. */
export function settingsOf({ title }: MatrixCase): Partial<Settings> {
	if (/^default server/.test(title))
		return { limits: DEFAULT_LIMITS, mayPublish: false, guests: true, presence: true };
	return { uploadSize: 2_097_152, tokenMs: 4000 };
}

/** What an administrator did besides the calls: only the notes of a case say it. */
export class Acts {
	private readonly notes: string;
	private readonly begun = Date.now();
	private readonly seen = new Map<string, string>();

	constructor(
		private readonly file: MatrixCase,
		private readonly sandbox: MatrixSandbox,
	) {
		this.notes = (file.notes ?? []).join('\n');
	}

	/** Limits of a user hold from the beginning. */
	begin(): void {
		const limit = /limit of this user for the case: (\d+) messages? a second, burst (\d+)/.exec(
			this.notes,
		);
		const refused = this.file.exchanges.find(({ response }) => response?.status === 429);
		const user = this.userOf(refused?.as);
		if (limit && user)
			this.sandbox.limit(user, {
				message: { perSecond: Number(limit[1]), burst: Number(limit[2]) },
			});
		this.spendLogIns();
	}

	/** The recorder itself had logged in from the same address before. */
	private spendLogIns(): void {
		const logIns = this.file.exchanges.filter(({ request }) =>
			/\/login$/.test(request?.path ?? ''),
		);
		const refused = logIns.findIndex(({ response }) => response?.status === 429);
		if (refused >= 0) this.sandbox.spend('login', 'address', DEFAULT_LIMITS.login.burst - refused);
	}

	/** What has to happen before an exchange, for its answer to be the recorded one. */
	before(exchange: MatrixExchange): void {
		this.setClock(exchange);
		this.changeStanding(exchange);
		const { request, response } = exchange;
		if (request?.method !== 'PUT' || response?.status !== 200) return;
		const key = `${request.path} ${String(exchange.as)}`;
		const answer = JSON.stringify(response.body);
		const other = this.seen.get(key);
		this.seen.set(key, answer);
		if (other === undefined || other === answer || !/event_id/.test(answer)) return;
		if (!/restarted|stopped/.test(this.notes) || /\/state\//.test(request.path)) return;
		const hours = /(\d+) hours older/.exec(this.notes);
		if (hours) this.sandbox.later(Number(hours[1]) * HOUR_MS);
		this.sandbox.restart();
	}

	/** Limits count seconds: a case about them is replayed by the clock of the recording. */
	private setClock({ at }: MatrixExchange): void {
		const isLimited = this.file.exchanges.some(({ response }) => response?.status === 429);
		if (isLimited && at !== undefined) this.sandbox.state.clock = () => this.begun + at;
	}

	private changeStanding({ as, response }: MatrixExchange): void {
		const user = this.userOf(as);
		if (!user || !/locked|suspended|deactivated/.test(this.notes)) return;
		const errcode = (response?.body as { errcode?: string } | undefined)?.errcode;
		if (errcode === 'M_USER_LOCKED') this.sandbox.setStanding(user, 'locked');
		else if (errcode === 'M_USER_SUSPENDED') this.sandbox.setStanding(user, 'suspended');
		else if (errcode === 'M_UNKNOWN_TOKEN' && this.isNamed(as))
			this.sandbox.setStanding(user, 'deactivated');
		else if (response?.status === 200 && this.isNamed(as)) this.sandbox.setStanding(user, 'active');
	}

	private isNamed(as: string | null | undefined): boolean {
		return !!as && new RegExp(`\\b${as}\\b`).test(this.notes);
	}

	private userOf(as: string | null | undefined): string | undefined {
		return as ? this.file.world.users?.[as]?.user_id : undefined;
	}
}
