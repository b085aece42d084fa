/** How the package is called, in npm and as a folder, a repository and part of an address. */
export interface PackageName {
	npm: string;
	plain: string;
}

/**
 * Puts a package's name in the place of another. In addresses, paths and e-mails it stands without its
 * scope; what n8n calls a node's type, and what people install, has it.
 */
export function renamed(text: string, from: string, to: PackageName): string {
	const name = new RegExp(`(^|.)${from}(?![\\w-])(\\.(?:git|invalid))?`, 'gm');
	return text.replace(name, (_all, before: string, ending = '') => {
		const isPart = /[\w/@.~-]/.test(before) || ending !== '';
		return `${before}${isPart ? to.plain : to.npm}${ending as string}`;
	});
}
