// `npm run generate`: writes what is generated from the sources, and says what changed.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesIn, generated, root, schemaFolders } from '.';

async function main(): Promise<void> {
	const wanted = new Map(Object.entries(await generated()));
	const present = schemaFolders.flatMap((folder) => Object.keys(filesIn(folder)));
	for (const path of present.filter((each) => !wanted.has(each))) {
		rmSync(join(root, path));
		console.log(`removed ${path}`);
	}
	for (const [path, content] of wanted) if (write(path, content)) console.log(`wrote ${path}`);
	console.log(`${wanted.size} files are as they should be.`);
}

function write(path: string, content: string): boolean {
	const file = join(root, path);
	if (existsSync(file) && readFileSync(file, 'utf8') === content) return false;
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, content);
	return true;
}

void main();
