// `npm run adopt -- --repository <address> --author "<name> <e-mail>"`: fills in who publishes the package.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Problem } from '../n8n/problem';
import { adopt, identityFrom, readIdentity } from './identity';

const root = resolve(__dirname, '..', '..');
const text = { type: 'string' } as const;

try {
	const { values } = parseArgs({
		options: { repository: text, author: text, homepage: text, scope: text },
	});
	for (const path of adopt(root, identityFrom(values, readIdentity(root)))) console.log(path);
} catch (error) {
	console.error(error instanceof Problem ? error.message : error);
	process.exitCode = 1;
}
