import { parseArgs } from 'node:util';
import path from 'node:path';
import type { Service } from './passing';

export interface Options {
	/** Folders of recordings to replay, by service. */
	folders: Partial<Record<Service, string>>;
	/** The folders contain other recordings: every case in them has to hold. */
	foreign: boolean;
	only?: string;
	/** Prints the recordings themselves, too. */
	show: boolean;
	verbose: boolean;
	/** Prints which cases are not tried, and why. */
	showSkipped: boolean;
	/** Waits for cases that are not expected to hold, too. */
	patient: boolean;
	update: boolean;
	allowLoss: boolean;
}

export const RECORDINGS: Record<Service, string> = {
	chatwoot: path.join(__dirname, '..', 'recordings', 'chatwoot'),
	twake: path.join(__dirname, '..', 'recordings', 'twake'),
	matrix: path.join(__dirname, '..', 'recordings', 'matrix'),
};

export function readOptions(): Options {
	const { values } = parseArgs({
		options: {
			chatwoot: { type: 'string' },
			twake: { type: 'string' },
			matrix: { type: 'string' },
			only: { type: 'string' },
			show: { type: 'boolean', default: false },
			verbose: { type: 'boolean', default: false },
			skipped: { type: 'boolean', default: false },
			all: { type: 'boolean', default: false },
			update: { type: 'boolean', default: false },
			'allow-loss': { type: 'boolean', default: false },
		},
	});
	const { chatwoot, twake, matrix, only, show, verbose, skipped, all, update } = values;
	const given = {
		...(chatwoot && { chatwoot }),
		...(twake && { twake }),
		...(matrix && { matrix }),
	};
	const foreign = Object.keys(given).length > 0;
	if (foreign && update) throw new Error('--update is for the recordings of this repository');
	return {
		folders: foreign ? given : RECORDINGS,
		foreign,
		only,
		show,
		verbose,
		showSkipped: skipped,
		patient: all || update || foreign,
		update,
		allowLoss: values['allow-loss'],
	};
}
