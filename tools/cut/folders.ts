import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

/** All files of a folder, by their paths from `root`; a file stands for itself. */
export function filesUnder(root: string, path: string): string[] {
	if (!existsSync(join(root, path))) return [];
	if (statSync(join(root, path)).isFile()) return [path];
	return readdirSync(join(root, path))
		.filter((name) => name !== 'node_modules')
		.flatMap((name) => filesUnder(root, posix.join(path, name)));
}
