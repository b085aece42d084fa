// `npm run cut -- chatwoot`: writes a repository of its own for the package with one service.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkScope, readIdentity } from '../adopt/identity';
import { Problem } from '../n8n/problem';
import { emptied, formatted, writeAll } from './output';
import { packageOf } from './package';
import { serviceNamed, servicesIn } from './services';

const root = resolve(__dirname, '..', '..');

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		options: { out: { type: 'string' }, scope: { type: 'string' } },
		allowPositionals: true,
	});
	const services = servicesIn(root);
	const service = serviceNamed(positionals[0] ?? '', services);
	const plain = `n8n-nodes-${service.word}`;
	const { scope = readIdentity(root).scope, out = `.cache/cut/${plain}` } = values;
	checkScope(scope);
	const name = { plain, npm: scope ? `${scope}/${plain}` : plain };
	const files = await packageOf(root, service, services, name);
	const folder = emptied(resolve(out), plain);
	writeAll(root, folder, files);
	formatted(root, folder, [...files.keys()]);
	console.log(`${name.npm}: ${files.size} files in ${folder}`);
}

main().catch((error: unknown) => {
	console.error(error instanceof Problem ? error.message : error);
	process.exitCode = 1;
});
