/**
 * Recorded cases that the sandbox is not held to, and why. Each of them differs also when it is
 * replayed on the server that it was recorded on (`unsteady.json`).
 */
const REASONS: Array<[reason: string, cases: string]> = [
	[
		'Requests at one moment: which of them wins is chance',
		'208 210 211 212 213 226 227 294 322 476',
	],
	[
		'Messages at one moment: their order, and how many a delivery counts as unread, is chance',
		'475 664 665 692',
	],
	['A delivery is built a moment later and shows what was changed by then', '621 660 713 792 794'],
	['A background job is done sooner or later than the next request', '232 470'],
	['The end of a snooze comes minutes later, when a clock of the server strikes', '474'],
	['Attempts and their consequences follow each other after seconds', '730 732 734'],
	[
		'Counts against a throttle or the flood guard that other cases had used, or cross a minute',
		'119 290 295',
	],
	['Long bodies are cut short in the recording, so they cannot be sent again', '115 243'],
	['Hashes of identity are made with a key that is not kept', '505 506 512'],
	['The session of a sign-in is not kept', '293'],
	['The file is fetched from an address that is no longer there', '282'],
	['The receiver that redirects to another address is not part of the replay', '654 655 656'],
	['A delivery from before the case still came', '667'],
	[
		'A second account is made, whose people have the tokens of the first in the recording',
		'171 194 200',
	],
	['Figures of past weeks depend on the day of the replay', '801'],
	['Whether somebody is online depends on what the person did last', '807'],
	['Slugs of a server are taken by earlier cases', '831'],
];

const BY_CASE = new Map(
	REASONS.flatMap(([reason, cases]) => cases.split(' ').map((each) => [each, reason] as const)),
);

/** Undefined when nobody has said why it is left out. */
export function reasonToSkip(number: string): string | undefined {
	return BY_CASE.get(number);
}
