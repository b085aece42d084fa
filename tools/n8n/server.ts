import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { n8nEnvironment } from './environment';
import type { Installation } from './install';
import { notStarted } from './not-started';
import { freePorts, start, stop } from './processes';

/** Five seconds do on an idle machine. */
const startingTime = 300_000;

export interface N8nOptions {
	/** Contains n8n's database and packages. Removed when n8n ends. */
	userFolder: string;
	/** The file for n8n's output. */
	log: string;
	/** Settings of n8n on top of the sandbox's own. */
	environment?: NodeJS.ProcessEnv;
}

export interface RunningN8n {
	/** Where the editor, the REST interface and webhooks are. */
	url: string;
	/** Ends n8n with its task runner and removes the user folder. */
	close(): Promise<void>;
	/**
	 * Restarts n8n on the same database and port, with more or different settings, after what happens
	 * while it is down.
	 */
	restart(environment?: NodeJS.ProcessEnv, meanwhile?: () => Promise<void>): Promise<void>;
	/** Resolves when n8n ends, even on its own; a restart does not count. */
	ended: Promise<void>;
}

/** Starts n8n on free loopback ports and waits until its REST interface answers. */
export async function startN8n(
	installation: Installation,
	{ userFolder, log, environment = {} }: N8nOptions,
): Promise<RunningN8n> {
	const [port] = await freePorts(1);
	const url = `http://127.0.0.1:${port}`;
	let child: ChildProcess | undefined;
	let hasEnded = () => {};
	const ended = new Promise<void>((done) => (hasEnded = done));
	const begin = async (more: NodeJS.ProcessEnv) => {
		const started = await launch(installation, {
			command: 'start',
			port,
			userFolder,
			log,
			environment: more,
			remove: userFolder,
		});
		child = started;
		started.once('exit', () => child === started && hasEnded());
		await ready(started, log, async () => await answers(url));
	};
	await begin(environment);
	return {
		url,
		ended,
		close: async () => child && (await stop(child)),
		restart: async (more = {}, meanwhile = async () => {}) => {
			const former = child!;
			child = undefined;
			await stop(former, { keepFolder: true });
			await meanwhile();
			await begin({ ...environment, ...more });
		},
	};
}

export interface Launch extends N8nOptions {
	/** `start`, `webhook` or `worker`. */
	command: string;
	port: number;
	/** As in StartOptions. */
	remove?: string;
	patience?: number;
}

/** Starts one process of n8n; it is not ready yet. */
export async function launch(
	installation: Installation,
	{ command, port, userFolder, log, environment, remove, patience }: Launch,
): Promise<ChildProcess> {
	const [brokerPort] = await freePorts(1);
	const nodeFolder = dirname(installation.node);
	mkdirSync(userFolder, { recursive: true });
	return start(installation.node, [installation.program, command], {
		log,
		cwd: userFolder,
		env: {
			...n8nEnvironment({ userFolder, port, brokerPort, nodeFolder }),
			...installation.environment,
			...environment,
		},
		remove,
		patience,
	});
}

/** Waits until a started process is ready. If it is not in time, ends it and says what it logged. */
export async function ready(
	started: ChildProcess,
	log: string,
	isReady: () => Promise<boolean>,
): Promise<void> {
	const began = Date.now();
	const passed = () => Math.round((Date.now() - began) / 1000);
	while (!(await isReady())) {
		const code = started.exitCode;
		if (code === null && Date.now() - began < startingTime) {
			await sleep(100);
			continue;
		}
		await stop(started);
		throw notStarted(log, { code, seconds: passed(), limit: startingTime / 1000 });
	}
}

/**
 * While starting, n8n answers 200 too, with a text (n8n.md §1); its interface answers before it has
 * looked after the executions that waited (n8n.md §11), and only then does n8n call itself ready.
 */
export async function answers(url: string): Promise<boolean> {
	try {
		const [settings, readiness] = await Promise.all(
			['rest/settings', 'healthz/readiness'].map(
				async (path) => await request(`${url}/${path}`, { headersTimeout: 2000 }),
			),
		);
		await readiness.body.dump();
		return readiness.statusCode === 200 && (await settings.body.text()).includes('"settingsMode"');
	} catch {
		return false;
	}
}
