import type { TwakeParameters } from '../operation/parameters';

/**
 * Refuses a workspace without channels: to an application, that is how one that does not exist
 * looks.
 */
export function refuseWorkspace({ refuse }: { refuse: TwakeParameters['refuse'] }): never {
	return refuse(
		'workspace',
		'has no channels, so it probably does not exist in this company',
		'Check the IDs of company and workspace. In a workspace that is really empty, make the first channel in Twake.',
	);
}
