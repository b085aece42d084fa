import { byName } from '../../../shared/fields';
import { NodeApiError } from 'n8n-workflow';
import type { ChatwootContext, Operation, Resource } from './types';

/** The resources with descriptions, and errors, that say whose token each operation needs. */
export function withAccess(resources: Resource[]): Resource[] {
	const allowed = resources.flatMap(({ name, operations }) => {
		const names = byName(operations.filter(isForBots)).map((operation) => operation.name);
		return names.length > 0 ? [`${name} > ${names.join(', ')}`] : [];
	});
	const forBots = `A bot may do this: ${allowed.join('; ')}.`;
	return resources.map((resource) => {
		const isMixed = resource.operations.some(isForBots);
		return {
			...resource,
			description: isMixed ? resource.description : `${resource.description}. Not for agent bots.`,
			operations: resource.operations.map((operation) => ({
				...operation,
				description: descriptionWithAccess(operation, isMixed),
				run: async (context: ChatwootContext) =>
					await operation.run(context).catch((failure: unknown) => {
						explainAccess(failure, operation, forBots);
						throw failure;
					}),
			})),
		};
	});
}

function isForBots({ access }: Operation): boolean {
	return access !== undefined && access !== 'administrator';
}

/** The description with the token that the operation needs, unless its resource already says so. */
function descriptionWithAccess({ description, access }: Operation, isMixed: boolean): string {
	const sentences = [
		description.replace(/\.$/, ''),
		...(access === 'administrator' ? ['Administrators only'] : []),
		...(typeof access === 'object' ? [`Agent bots ${access.bots}`] : []),
		...(isMixed && !isForBots({ access } as Operation) ? ['Not for agent bots'] : []),
	];
	return sentences.length > 1 ? `${sentences.join('. ')}.` : description;
}

/** Adds to the error of a refused token what this operation needs. */
function explainAccess(failure: unknown, { access }: Operation, forBots: string): void {
	if (!(failure instanceof NodeApiError)) return;
	if (failure.context.reason === 'notForBots') {
		const condition = typeof access === 'object' ? ` Here, agent bots ${access.bots}.` : '';
		failure.description = `${failure.description}${condition} ${forBots}`;
	}
	if (failure.context.reason === 'needsRole' && access === 'administrator') {
		failure.description =
			'This needs the role Administrator. Use the access token of an administrator, or let one change the role of the user under Settings > Agents.';
	}
}
