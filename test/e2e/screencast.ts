import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Problem } from '../../tools/n8n';
import type { Browser, Debugger } from './playwright';

/** So long a picture stands at most, in seconds: waiting is dull to watch. */
const LONGEST = 1.4;
/** The film runs faster than the demo. */
const SPEED = 1.5;
const LAST = 3;
const PER_SECOND = 10;

interface Frame {
	data: string;
	sessionId: number;
	metadata: { timestamp: number };
}

/** A film of a page: Chromium sends a picture whenever something changed. */
export class Screencast {
	private readonly frames: Array<{ file: string; at: number }> = [];
	private readonly folder = mkdtempSync(join(tmpdir(), 'screencast-'));

	private constructor(private readonly session: Debugger) {
		session.on('Page.screencastFrame', ({ data, sessionId, metadata }: Frame) => {
			const file = join(this.folder, `${this.frames.length}.png`);
			writeFileSync(file, Buffer.from(data, 'base64'));
			this.frames.push({ file, at: metadata.timestamp });
			void session.send('Page.screencastFrameAck', { sessionId });
		});
	}

	static async start({ context, page }: Browser): Promise<Screencast> {
		const screencast = new Screencast(await context.newCDPSession(page));
		await screencast.session.send('Page.startScreencast', { format: 'png' });
		return screencast;
	}

	/** Ends the film and writes it as a GIF. */
	async save(path: string, width: number): Promise<void> {
		await this.session.send('Page.stopScreencast');
		const list = join(this.folder, 'frames.txt');
		const lines = this.frames.map(({ file, at }, index) => {
			const next = this.frames.at(index + 1)?.at;
			const seconds = next === undefined ? LAST : Math.min(next - at, LONGEST) / SPEED;
			return `file '${file}'\nduration ${seconds.toFixed(3)}\n`;
		});
		writeFileSync(list, `${lines.join('')}file '${this.frames.at(-1)?.file}'\n`);
		const colours = 'palettegen=max_colors=96:stats_mode=full[p];[b][p]paletteuse=dither=none';
		const filter = `fps=${PER_SECOND},scale=${width}:-1:flags=lanczos,split[a][b];[a]${colours}:diff_mode=rectangle`;
		const input = ['-f', 'concat', '-safe', '0', '-i', list];
		const words = ['-loglevel', 'error', '-y', ...input, '-filter_complex', filter, path];
		const { status, error } = spawnSync('ffmpeg', words, { stdio: 'inherit' });
		rmSync(this.folder, { recursive: true });
		if (error)
			throw new Problem('ffmpeg was not found: install it (Debian: apt-get install ffmpeg).');
		if (status !== 0) throw new Problem('ffmpeg could not make the film.');
	}
}
