import type { INodeProperties } from 'n8n-workflow';

/** Where the item says what goes in place of files that the server refuses. */
export const INSTEAD_OF_FILES = 'additionalFields.insteadOfFiles';

export const insteadOfFilesField: INodeProperties = {
	displayName: 'Instead of Refused Files',
	name: 'insteadOfFiles',
	type: 'string',
	typeOptions: { rows: 2 },
	default: '',
	placeholder: 'e.g. The file is at https://example.com/offer.pdf',
	description:
		'What stands below the text if the server refuses files for good, because they are too large or of a type that it does not take: their names, or links to them. The message goes without them then, and the output says why (files_refused). When empty, such an item fails.',
};

/** How the output says why files were left out. */
export function toldOf(filesRefused: string | undefined): { files_refused?: string } {
	return filesRefused === undefined ? {} : { files_refused: filesRefused };
}

/** The HTTP status for what is too large, from the service itself or from a proxy before it. */
export const TOO_LARGE = 413;

/** A text with what stands in place of the files. */
export function withInstead(text: string | undefined, instead: string): string {
	return [text, instead].filter(Boolean).join('\n');
}
