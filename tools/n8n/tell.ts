/** Shows a line to the person at the keyboard. */
export type Tell = (line: string) => void;
