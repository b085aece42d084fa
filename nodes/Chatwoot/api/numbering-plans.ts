/** How the numbers of a country look (ITU-T E.164), as far as it takes to read them. */
export interface NumberingPlan {
	/** `49` */
	code: string;
	/** What people dial before a number at home, which is no part of it. */
	trunk: RegExp;
	/** A whole number without country code and trunk. */
	shape: RegExp;
}

/** Two letters of ISO 3166 each, and the calling code. */
const ZERO_BEFORE =
	'AE971 AF93 AL355 AM374 AR54 AT43 AU61 AX358 AZ994 BA387 BD880 BE32 BG359 BL590 BO591 BR55 CC61 CD243 CH41 CN86 CU53 CX61 DE49 DZ213 EC593 EG20 EH212 ER291 ET251 FI358 FR33 GB44 GE995 GF594 GG44 GH233 GP590 HR385 ID62 IE353 IL972 IM44 IN91 IQ964 IR98 JE44 JO962 JP81 KE254 KG996 KH855 KP850 KR82 LA856 LB961 LI423 LK94 LR231 LY218 MA212 MC377 MD373 ME382 MF590 MG261 MK389 MM95 MN976 MQ596 MW265 MY60 NA264 NG234 NL31 NP977 NZ64 PE51 PH63 PK92 PM508 PS970 PY595 RE262 RO40 RS381 RW250 SA966 SD249 SE46 SI386 SK421 SL232 SO252 SS211 SY963 TH66 TR90 TW886 TZ255 UA380 UG256 UY598 VE58 VN84 XK383 YE967 YT262 ZA27 ZM260 ZW263';
const NOTHING_BEFORE =
	'AD376 AO244 AW297 BF226 BH973 BI257 BN673 BQ599 BT975 BW267 BZ501 CF236 CK682 CL56 CM237 CO57 CR506 CV238 CW599 CY357 CZ420 DJ253 DK45 EE372 ES34 FJ679 FK500 FM691 FO298 GA241 GI350 GL299 GM220 GN224 GQ240 GR30 GT502 GW245 GY592 HK852 HN504 HT509 IO246 IS354 KI686 KM269 KW965 LS266 LU352 LV371 MH692 ML223 MO853 MR222 MT356 MU230 MV960 MX52 MZ258 NC687 NE227 NF672 NI505 NO47 NR674 NU683 OM968 PA507 PF689 PG675 PL48 PT351 PW680 QA974 SB677 SC248 SG65 SH290 SJ47 SN221 SR597 ST239 SV503 SZ268 TD235 TG228 TJ992 TK690 TL670 TN216 TO676 TV688 UZ998 VU678 WF681 WS685';
const NORTH_AMERICA =
	'AG1 AI1 AS1 BB1 BM1 BS1 CA1 DM1 DO1 GD1 GU1 JM1 KN1 KY1 LC1 MP1 MS1 PR1 SX1 TC1 TT1 US1 VC1 VG1 VI1';

const OTHERS = 'BJ229 BY375 CG242 CI225 HU36 IT39 KZ7 LT370 RU7 SM378 TM993 VA39';

const NONE = /^(?!)/;
const ANY = /^[1-9]\d{3,}$/;

const EIGHT_DIGITS = /^[2-9]\d{7}$/;
const NINE_DIGITS = /^[1-9]\d{8}$/;
const TEN_DIGITS = /^[2-9]\d{9}$/;
const ITALIAN = /^(0\d{5,10}|3\d{8,9})$/;

/**
 * What differs: another trunk, a zero that belongs to the number, or numbers whose form tells them
 * from those that begin with the country code.
 */
const SPECIAL: Record<string, Partial<NumberingPlan> | undefined> = {
	AR: { shape: /^9?[1-368]\d{9}$/ },
	AU: { shape: /^[2-478]\d{8}$/ },
	BE: { shape: /^[1-9]\d{7,8}$/ },
	BJ: { shape: /^01\d{8}$/ },
	BO: { shape: EIGHT_DIGITS },
	BR: { shape: /^[1-9][1-9][2-9]\d{7,8}$/ },
	BY: { trunk: /^80?/, shape: /^[1-4]\d{8}$/ },
	CG: { shape: /^[02]\d{8}$/ },
	CH: { shape: NINE_DIGITS },
	CI: { shape: /^[02]\d{9}$/ },
	CL: { shape: NINE_DIGITS },
	CO: { shape: TEN_DIGITS },
	CR: { shape: EIGHT_DIGITS },
	CZ: { shape: NINE_DIGITS },
	DK: { shape: EIGHT_DIGITS },
	ES: { shape: /^[5-9]\d{8}$/ },
	FR: { shape: NINE_DIGITS },
	GB: { shape: /^[1-9]\d{8,9}$/ },
	GR: { shape: TEN_DIGITS },
	GT: { shape: EIGHT_DIGITS },
	HK: { shape: EIGHT_DIGITS },
	HN: { shape: EIGHT_DIGITS },
	HU: { trunk: /^06/, shape: /^[1-9]\d{7,8}$/ },
	IL: { shape: /^[2-9]\d{7,8}$/ },
	IN: { shape: /^[1-9]\d{9}$/ },
	IT: { shape: ITALIAN },
	KZ: { trunk: /^8/, shape: /^[67]\d{9}$/ },
	LT: { trunk: /^[08]/, shape: /^[3-9]\d{7}$/ },
	MA: { shape: /^[5-8]\d{8}$/ },
	MX: { shape: /^1?[2-9]\d{9}$/ },
	NI: { shape: EIGHT_DIGITS },
	NL: { shape: NINE_DIGITS },
	NO: { shape: EIGHT_DIGITS },
	PE: { shape: /^(9\d{8}|[14-8]\d{7})$/ },
	PL: { shape: NINE_DIGITS },
	PT: { shape: NINE_DIGITS },
	RO: { shape: NINE_DIGITS },
	RU: { trunk: /^8/, shape: /^[3489]\d{9}$/ },
	SG: { shape: /^[3689]\d{7}$/ },
	SM: { shape: /^0?[5-8]\d{5,9}$/ },
	SV: { shape: EIGHT_DIGITS },
	TM: { trunk: /^8/, shape: /^[1-7]\d{7}$/ },
	TR: { shape: /^[2-5]\d{9}$/ },
	UA: { shape: NINE_DIGITS },
	UY: { shape: EIGHT_DIGITS },
	VA: { shape: ITALIAN },
	VE: { shape: /^[24]\d{9}$/ },
	ZA: { shape: /^[1-8]\d{8}$/ },
};

let plans: Map<string, NumberingPlan> | undefined;

/** By country; made at the first use, because most executions need none. */
export function numberingPlans(): Map<string, NumberingPlan> {
	return (plans ??= new Map([
		...listed(ZERO_BEFORE, { trunk: /^0/, shape: ANY }),
		...listed(NOTHING_BEFORE, { trunk: NONE, shape: ANY }),
		...listed(NORTH_AMERICA, { trunk: /^1/, shape: TEN_DIGITS }),
		...listed(OTHERS, { trunk: NONE, shape: ANY }),
	]));
}

export function numberingPlan(country: string): NumberingPlan | undefined {
	return numberingPlans().get(country);
}

function listed(
	countries: string,
	usual: Omit<NumberingPlan, 'code'>,
): Array<[string, NumberingPlan]> {
	return countries.split(' ').map((entry) => {
		const country = entry.slice(0, 2);
		return [country, { code: entry.slice(2), ...usual, ...SPECIAL[country] }];
	});
}
