import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { context, formatMessages } from 'esbuild';
import type { BuildResult, Plugin } from 'esbuild';
import { packageBuild } from '../build/package';
import type { Furniture } from '../demo/house';
import { tell } from '../demo/report';

/**
 * The package of `root`, built into n8n's own folder on every change of the sources. n8n watches that
 * folder, reloads the nodes and tells the editor: n8n.md §1.
 */
export function watchedNodes(root: string): Furniture {
	return {
		environment: { N8N_DEV_RELOAD: 'true', NODE_ENV: 'development' },
		async nodes(userFolder, atEnd) {
			tell('Building the nodes');
			const manifest = readFileSync(join(root, 'package.json'), 'utf8');
			const { name } = JSON.parse(manifest) as { name: string };
			// A folder, not a link to the sources: n8n forgets modules by the path that it watches.
			const target = join(userFolder, '.n8n', 'nodes', 'node_modules', name);
			mkdirSync(target, { recursive: true });
			cpSync(join(root, 'package.json'), join(target, 'package.json'));
			const options = packageBuild(root, target);
			const building = await context({
				...options,
				plugins: [...(options.plugins ?? []), reporting()],
			});
			atEnd(async () => await building.dispose());
			await building.rebuild();
			await building.watch();
		},
	};
}

/** Reports the result of every change after the first build. */
function reporting(): Plugin {
	let started = 0;
	let builds = 0;
	return {
		name: 'reporting',
		setup(build) {
			build.onStart(() => void (started = Date.now()));
			build.onEnd(async ({ errors }: BuildResult) => {
				// Watching starts with a build of its own.
				if (++builds <= 2 && errors.length === 0) return;
				for (const text of await formatMessages(errors, { kind: 'error' })) console.error(text);
				tell(
					errors.length > 0
						? 'Not built: n8n keeps what it had.'
						: `Built in ${Date.now() - started} ms.`,
				);
			});
		},
	};
}
