import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Installation } from '../install';
import { freePorts } from '../processes';
import type { N8nOptions, RunningN8n } from '../server';
import { startFront } from './front';
import { Member } from './member';
import { role, startPostgres } from './postgres';
import { startRedis } from './redis';

/** n8n in queue mode, behind one address. */
export interface RunningQueue extends RunningN8n {
	main: Member;
	webhooks: Member[];
	workers: Member[];
}

export type { Member };

const COMMANDS = { main: 'start', webhook: 'webhook', worker: 'worker' };
const KINDS = ['main', 'webhook', 'webhook', 'worker', 'worker'] as const;

/**
 * Starts n8n as companies run it: PostgreSQL, Redis, a main process, two webhook processes and two workers,
 * and a reverse proxy in front of them. Waits until each of them is ready.
 */
export async function startQueue(
	installation: Installation,
	{ userFolder, log, environment = {} }: N8nOptions,
): Promise<RunningQueue> {
	const folder = dirname(log);
	mkdirSync(userFolder, { recursive: true });
	const [postgres, redis] = await Promise.all([
		startPostgres(join(folder, 'postgres.log')),
		startRedis(folder),
	]);
	const [front, ...ports] = await freePorts(1 + KINDS.length);
	const url = `http://127.0.0.1:${front}`;
	const shared = { ...queueEnvironment(url, postgres.port, redis.port), ...environment };
	const members = KINDS.map((kind, index) => {
		const name = `${kind} ${index}`;
		const own = { QUEUE_HEALTH_CHECK_PORT: String(ports[index]) };
		return new Member(name, installation, {
			command: COMMANDS[kind],
			port: ports[index],
			userFolder,
			log: join(folder, `${name.replace(' ', '-')}.log`),
			environment: { ...shared, ...own },
			patience: 40_000,
		});
	});
	const [main, ...others] = members;
	const [webhooks, workers] = [others.slice(0, 2), others.slice(2)];
	let hasEnded = () => {};
	const ended = new Promise<void>((done) => (hasEnded = done));
	// The main process prepares the database.
	const begin = async (more: NodeJS.ProcessEnv) => {
		await main.start(more);
		await Promise.all(others.map(async (member) => await member.start(more)));
	};
	const stopAll = async () => {
		await Promise.all(members.map(async (member) => await member.stop()));
	};
	const proxy = await startFront(front, main, webhooks);
	const close = async () => {
		proxy.close();
		await Promise.all(members.map(async (member) => await member.crash()));
		await Promise.all([redis.close(), postgres.close()]);
		hasEnded();
	};
	try {
		await begin({});
	} catch (error) {
		await close();
		throw error;
	}
	const restart = async (more: NodeJS.ProcessEnv = {}, meanwhile = async () => {}) => {
		await stopAll();
		await meanwhile();
		await begin(more);
	};
	return { url, main, webhooks, workers, ended, close, restart };
}

function queueEnvironment(url: string, postgres: number, redis: number): NodeJS.ProcessEnv {
	return {
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
		WEBHOOK_URL: `${url}/`,
		N8N_EDITOR_BASE_URL: url,
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgres),
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: role,
		DB_POSTGRESDB_PASSWORD: role,
		// A busy machine must not lose a delivery here (n8n.md §5).
		DB_POSTGRESDB_POOL_SIZE: '20',
		DB_POSTGRESDB_CONNECTION_TIMEOUT: '120000',
		DB_PING_TIMEOUT_MS: '60000',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis),
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
	};
}
