// `npm run build`: the package as it is published, in dist/. The types are checked before.
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { packageBuild } from './package';

const root = resolve(__dirname, '..', '..');

// So that nothing deleted from the sources is shipped.
rmSync(join(root, 'dist'), { recursive: true, force: true });
void build({ ...packageBuild(root, root), logLevel: 'warning' }).catch(() => process.exit(1));
