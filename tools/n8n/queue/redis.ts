import { createConnection } from 'node:net';
import { join } from 'node:path';
import { toolEnvironment } from '../environment';
import { freePorts, start, stop } from '../processes';
import { ready } from '../server';
import { systemProgram } from './program';

/** What n8n needs beside itself. */
export interface Service {
	port: number;
	close(): Promise<void>;
}

/** Starts a Redis that keeps nothing on disk. */
export async function startRedis(folder: string): Promise<Service> {
	const program = await systemProgram('redis-server', 'redis-server');
	const [port] = await freePorts(1);
	const log = join(folder, 'redis.log');
	const flags = ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--dir', folder];
	const child = start(program, [...flags, '--appendonly', 'no'], {
		log,
		cwd: folder,
		env: toolEnvironment(),
	});
	await ready(child, log, async () => await accepts(port));
	return { port, close: async () => await stop(child) };
}

async function accepts(port: number): Promise<boolean> {
	return await new Promise((resolve) => {
		const socket = createConnection({ host: '127.0.0.1', port });
		socket.once('connect', () => (socket.destroy(), resolve(true)));
		socket.once('error', () => resolve(false));
	});
}
