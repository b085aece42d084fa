/** How old or how far ahead a delivery may be, in ms. */
export const TOLERANCE_MS = 5 * 60_000;
