/**
 * Numbers of some countries exist in two forms, and WhatsApp, carriers and people disagree on
 * which: Brazil has added a 9 before mobile numbers, Mexico a 1 after the country code, Argentina a
 * 9.
 */
const RULES: Array<{ short: RegExp; long: RegExp; lengthened: string; shortened: string }> = [
	{
		short: /^\+55([1-9]\d)([6-9]\d{7})$/,
		long: /^\+55([1-9]\d)9([6-9]\d{7})$/,
		lengthened: '+55$19$2',
		shortened: '+55$1$2',
	},
	{
		short: /^\+52([2-9]\d{9})$/,
		long: /^\+521([2-9]\d{9})$/,
		lengthened: '+521$1',
		shortened: '+52$1',
	},
	{
		short: /^\+54([1-8]\d{9})$/,
		long: /^\+549([1-8]\d{9})$/,
		lengthened: '+549$1',
		shortened: '+54$1',
	},
];

/** The other form of a number, if there is one. */
export function otherWhatsappForm(phone: string): string | undefined {
	for (const { short, long, lengthened, shortened } of RULES) {
		if (short.test(phone)) return phone.replace(short, lengthened);
		if (long.test(phone)) return phone.replace(long, shortened);
	}
	return undefined;
}

/** One form for both, so that they share a turn. */
export function commonWhatsappForm(phone: string): string {
	const other = otherWhatsappForm(phone);
	return other !== undefined && other.length < phone.length ? other : phone;
}
