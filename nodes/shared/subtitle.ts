import type { INodeProperties } from 'n8n-workflow';

/** What the editor shows below the name of a node: words, not the values that workflows store. */

/** The operation and its resource, in the form of n8n's own nodes. */
export function operationSubtitle(more = ''): string {
	const values = '$parameter["operation"] + ": " + $parameter["resource"]';
	return `={{ (${values}).replace(/([A-Z])/g, " $1").toLowerCase() + ${JSON.stringify(more)} }}`;
}

/** The names of what is chosen. `chosen`: an expression with one or more of the fields. */
export function choiceSubtitle(chosen: string, fields: INodeProperties[]): string {
	const meant = fields.filter(({ name }) => chosen.includes(`$parameter["${name}"]`));
	const names = Object.fromEntries(
		meant
			.flatMap(({ options = [] }) => options)
			.flatMap((option) => ('value' in option ? [[option.value, option.name]] : [])),
	) as Record<string, string>;
	return `={{ [${chosen}].flat().map((value) => (${JSON.stringify(names)})[value] ?? value).join(", ") }}`;
}
