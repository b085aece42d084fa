import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

interface PageFile {
	path: string;
	type: string;
	content: string;
}

const folder = join(__dirname, 'page');

/** The page as a browser loads it: one script out of its modules, made when the server starts. */
export async function pageFiles(): Promise<PageFile[]> {
	const { outputFiles } = await build({
		entryPoints: [join(folder, 'main.ts')],
		bundle: true,
		format: 'esm',
		target: 'es2022',
		write: false,
		logLevel: 'silent',
	});
	const read = (name: string) => readFileSync(join(folder, name), 'utf8');
	return [
		{ path: '/', type: 'text/html; charset=utf-8', content: read('index.html') },
		{ path: '/style.css', type: 'text/css; charset=utf-8', content: read('style.css') },
		{ path: '/main.js', type: 'text/javascript; charset=utf-8', content: outputFiles[0].text },
	];
}
